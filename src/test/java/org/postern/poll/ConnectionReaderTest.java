package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postern.acl.MailPort;
import org.postern.acl.OwnConnections;
import org.postern.profile.CatalogResult;
import org.postern.profile.Profile;
import org.postern.profile.ProfileCatalog;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

/** When a device is asked for its own connections, and what the tables of TCP-MIB tell. */
class ConnectionReaderTest {
  private static final String NEW = "1.3.6.1.2.1.6.19.1.7.";
  private static final String OLD = "1.3.6.1.2.1.6.13.1.1.";
  private static final ConnectionReader.Sought WANTED =
      ConnectionReader.Sought.none().next(true, true);

  private final Device device = new Device();

  /** Answers from rows, and notes what is walked. */
  private static final class Device implements SnmpReader {
    private SnmpRecording rows = SnmpRecording.of(List.of());
    private final List<List<Oid>> walked = new ArrayList<>();
    private boolean cuts;

    @Override
    public CompletableFuture<ReadResult> get(SnmpTarget target, List<Oid> instances) {
      throw new AssertionError("no instance is asked for");
    }

    @Override
    public CompletableFuture<ReadResult> walk(SnmpTarget target, List<Oid> columns, int maxRows) {
      walked.add(columns);
      return ScriptedReader.of(rows)
          .walk(target, columns, maxRows)
          .thenApply(
              all ->
                  cuts && maxRows > 1
                      ? new ReadResult.Partial(all.varBindsOrEmpty(), "no answer")
                      : all);
    }

    @Override
    public void close() {}

    /** An index of either table, and a state. */
    private void tells(String column, String... rowsWithStates) {
      rows =
          SnmpRecording.of(
              Arrays.stream(rowsWithStates)
                  .map(row -> row.split(" ", -1))
                  .map(
                      row ->
                          new VarBind(
                              Oid.parse(column + row[0]),
                              new SnmpValue.Int(Integer.parseInt(row[1]))))
                  .toList());
    }
  }

  private ConnectionReader.Told read(ConnectionReader.Sought sought) throws Exception {
    CatalogResult.Loaded catalog = (CatalogResult.Loaded) ProfileCatalog.load(List.of());
    List<Profile> profiles = List.of(catalog.catalog().byId("if-mib").orElseThrow());
    return new ConnectionReader(device, new RowProbe(device))
        .read(Gateway.device().target(), profiles, sought)
        .get(20, TimeUnit.SECONDS);
  }

  private List<String> told() throws Exception {
    return read(WANTED).connections().groups().stream().map(ConnectionTeller::text).toList();
  }

  @Test
  void nothingIsAskedWithoutNeed() throws Exception {
    assertThat(read(ConnectionReader.Sought.none()).connections()).isEqualTo(OwnConnections.none());
    assertThat(device.walked).isEmpty();
  }

  @Test
  void aDeviceWithoutTheTablesIsAskedOnceInASuspicion() throws Exception {
    ConnectionReader.Told first = read(WANTED);
    assertThat(first.connections()).isEqualTo(OwnConnections.none());
    assertThat(device.walked).hasSize(1);
    ConnectionReader.Told between = read(first.sought().next(true, false));
    assertThat(between.connections()).isEqualTo(OwnConnections.none());
    read(between.sought().next(true, true));
    assertThat(device.walked).hasSize(1);
    assertThat(between.sought().next(false, false)).isEqualTo(ConnectionReader.Sought.none());
    read(between.sought().next(false, false).next(true, true));
    assertThat(device.walked).hasSize(2);
  }

  @Test
  void aKnownTableIsReadWithoutLookingForIt() throws Exception {
    device.tells(NEW, "1.4.192.0.2.1.40000.1.4.198.51.100.7.25 3");
    ConnectionReader.Told first = read(WANTED);
    assertThat(device.walked).hasSize(2);
    ConnectionReader.Told second = read(first.sought().next(true, true));
    assertThat(device.walked).hasSize(3);
    assertThat(second.connections()).isEqualTo(first.connections());
    assertThat(device.walked.get(2)).containsExactly(Oid.parse("1.3.6.1.2.1.6.19.1.7"));
  }

  @Test
  void connectionsAreCountedByHostsPortAndState() throws Exception {
    device.tells(
        NEW,
        "1.4.192.0.2.1.25.1.4.203.0.113.9.50001 4",
        "1.4.192.0.2.1.25.1.4.203.0.113.9.50002 4",
        "1.4.192.0.2.1.40000.1.4.198.51.100.7.25 3",
        "1.4.192.0.2.1.40001.1.4.198.51.100.7.25 3",
        "1.4.192.0.2.1.40002.1.4.198.51.100.7.25 3",
        "1.4.192.0.2.1.40003.1.4.198.51.100.7.25 5",
        "1.4.192.0.2.1.22.1.4.192.0.2.77.50000 5",
        "1.4.0.0.0.0.25.1.4.0.0.0.0.0 2");
    assertThat(told())
        .containsExactly(
            "192.0.2.1 -> 198.51.100.7:25 synSent 3",
            "203.0.113.9 -> 192.0.2.1:25 synReceived 2",
            "192.0.2.1 -> 198.51.100.7:25 established 1");
    assertThat(read(WANTED).connections().cutAt()).isEmpty();
    assertThat(read(WANTED).connections().to(MailPort.SMTP)).hasSize(3);
    assertThat(read(WANTED).connections().to(MailPort.IMAPS)).isEmpty();
  }

  @Test
  void addressesOfBothFamiliesAreTold() throws Exception {
    device.tells(
        NEW,
        "2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.1.40000"
            + ".2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.37.465 3",
        "2.16.0.0.0.0.0.0.0.0.0.0.255.255.192.0.2.1.993"
            + ".2.16.0.0.0.0.0.0.0.0.0.0.255.255.203.0.113.9.50001 5",
        "4.20.254.128.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.2.40001"
            + ".4.20.254.128.0.0.0.0.0.0.0.0.0.0.0.0.0.2.0.0.0.2.25 3",
        "1.3.192.0.2.40000.1.4.198.51.100.7.25 3");
    assertThat(told())
        .containsExactlyInAnyOrder(
            "2001:db8::1 -> 2001:db8::25:465 synSent 1",
            "203.0.113.9 -> 192.0.2.1:993 established 1",
            "fe80::1 -> fe80::2:25 synSent 1");
  }

  @Test
  void theOlderTableIsReadWhereThereIsNoOther() throws Exception {
    device.tells(OLD, "0.0.0.0.25.0.0.0.0.0 2", "192.0.2.1.40000.198.51.100.7.587 11");
    assertThat(told()).containsExactly("192.0.2.1 -> 198.51.100.7:587 timeWait 1");
  }

  @Test
  void aTableThatWasCutSaysAfterHowManyRows() throws Exception {
    device.tells(
        NEW,
        "1.4.192.0.2.1.22.1.4.192.0.2.77.50000 5",
        "1.4.192.0.2.1.40000.1.4.198.51.100.7.25 3");
    device.cuts = true;
    OwnConnections cut = read(WANTED).connections();
    assertThat(cut.groups()).hasSize(1);
    assertThat(cut.cutAt()).hasValue(2);
  }
}
