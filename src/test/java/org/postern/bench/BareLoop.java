package org.postern.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.postern.snmp.Oid;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * What snmp4j itself costs: GETBULK over the columns of each table, in answers that fit an Ethernet
 * frame, with nothing made of them. A process that prints a line after each round.
 */
final class BareLoop {
  /** Variable bindings of these routers that fit one frame, by their mean size. */
  private static final int VAR_BINDS_AT_ONCE = 60;

  private static final int RECEIVE_BUFFER = 4_000_000;
  private static final int WARM_UP = 30;
  private static final int MEASURED = 30;

  private final Snmp snmp;
  private final List<List<OID>> tables = new ArrayList<>();
  private final Semaphore room;
  private final LongAdder varBinds = new LongAdder();
  private final LongAdder lost = new LongAdder();

  private BareLoop(int inFlight) throws IOException {
    room = new Semaphore(inFlight);
    for (List<Oid> table : BenchRouter.tables()) {
      tables.add(table.stream().map(each -> new OID(each.toArray())).toList());
    }
    DefaultUdpTransportMapping transport = new DefaultUdpTransportMapping(new UdpAddress(0));
    transport.setReceiveBufferSize(RECEIVE_BUFFER);
    transport.setAsyncMsgProcessingSupported(false);
    snmp = new Snmp(transport);
    snmp.listen();
  }

  /** Arguments: routers, rounds, routers in flight. */
  public static void main(String[] arguments) throws Exception {
    int devices = Integer.parseInt(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    int inFlight = Integer.parseInt(arguments[2]);
    BareLoop loop = new BareLoop(inFlight);
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < devices; i++) {
        loop.room.acquire();
        loop.new Walk(SimulatedFleet.address(i)).send();
      }
      loop.room.acquire(inFlight);
      loop.room.release(inFlight);
      System.out.println(loop.varBinds.sum() + " " + loop.lost.sum());
    }
    System.in.read(); // what it used is read while it lives
    loop.snmp.close();
  }

  /** Runs it and measures the last of its rounds. */
  static LoadResult run(int devices, int inFlight) throws IOException {
    try (Program loop =
        Program.java(
            "bare loop",
            "-Xms256m -Xmx256m",
            BareLoop.class,
            String.valueOf(devices),
            String.valueOf(WARM_UP + MEASURED),
            String.valueOf(inFlight))) {
      for (int i = 0; i < WARM_UP; i++) {
        loop.awaitLine(line -> true);
      }
      Usage before = loop.usage();
      long start = System.nanoTime();
      String last = "";
      for (int i = 0; i < MEASURED; i++) {
        last = loop.awaitLine(line -> true);
      }
      double wall = (System.nanoTime() - start) / 1e9;
      long lost = Long.parseLong(last.split(" ", 2)[1]);
      return new LoadResult(
          "bare snmp4j GETBULK loop",
          (long) devices * MEASURED,
          lost,
          wall,
          loop.usage().since(before),
          "");
    }
  }

  private final class Walk implements ResponseListener {
    private final CommunityTarget<UdpAddress> target;
    private int table;
    private List<OID> last;

    Walk(String address) throws IOException {
      target =
          new CommunityTarget<>(
              new UdpAddress(InetAddress.getByName(address), SimulatedFleet.PORT),
              new OctetString(SimulatedFleet.COMMUNITY));
      target.setVersion(SnmpConstants.version2c);
      target.setTimeout(2000);
      target.setRetries(2);
      last = tables.get(0);
    }

    void send() throws IOException {
      PDU pdu = new PDU();
      pdu.setType(PDU.GETBULK);
      pdu.setMaxRepetitions(Math.max(1, VAR_BINDS_AT_ONCE / last.size()));
      last.forEach(oid -> pdu.add(new VariableBinding(oid)));
      snmp.send(pdu, target, null, this);
    }

    @Override
    public <A extends Address> void onResponse(ResponseEvent<A> event) {
      snmp.cancel(event.getRequest(), this);
      PDU response = event.getResponse();
      if (response == null || response.size() < last.size()) {
        lost.increment();
        room.release();
        return;
      }
      varBinds.add(response.size());
      List<OID> columns = tables.get(table);
      List<? extends VariableBinding> lastRow =
          response.getVariableBindings().subList(response.size() - columns.size(), response.size());
      last = lastRow.stream().map(VariableBinding::getOid).toList();
      if (lastRow.get(0).isException() || !last.get(0).startsWith(columns.get(0))) {
        table++;
        if (table == tables.size()) {
          room.release();
          return;
        }
        last = tables.get(table);
      }
      try {
        send();
      } catch (IOException e) {
        lost.increment();
        room.release();
      }
    }
  }
}
