package org.postern.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.snmp.ReadResult.Refusal;
import org.postern.snmp.SnmpCredential.AuthProtocol;
import org.postern.snmp.SnmpCredential.PrivProtocol;
import org.postern.snmp.simulator.Fault;
import org.postern.snmp.simulator.SimulatedAgent;

/** SNMPv3 against agents that are as they should be, and against those that are not. */
class UsmIT {
  private static final SnmpRecording DEVICE = SnmpBench.interfaces(5, 3);
  private static final SnmpCredential.V3 READER =
      SnmpBench.user(
          "reader", AuthProtocol.SHA256, "authentication", PrivProtocol.AES128, "encryption");

  private SnmpBench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new SnmpBench(50);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  static Stream<Arguments> protocols() {
    List<Arguments> all = new ArrayList<>();
    all.add(Arguments.of(null, null));
    for (AuthProtocol auth : AuthProtocol.values()) {
      all.add(Arguments.of(auth, null));
      for (PrivProtocol priv : PrivProtocol.values()) {
        all.add(Arguments.of(auth, priv));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void readsWithEachProtocol(AuthProtocol auth, PrivProtocol priv) throws Exception {
    SnmpCredential.V3 user = SnmpBench.user("u", auth, "authentication", priv, "encryption");
    SimulatedAgent agent = bench.start(bench.serving(DEVICE).user(user));
    ReadResult result = bench.walk(bench.target(agent, user), SnmpBench.column(2));
    assertThat(result).isInstanceOf(ReadResult.Complete.class);
    assertThat(result.varBindsOrEmpty()).isEqualTo(DEVICE.below(SnmpBench.column(2)));
  }

  @Test
  void tellsAWrongPasswordFromAnUnknownUserFromAnUnsupportedLevel() throws Exception {
    SnmpCredential.V3 authOnly =
        SnmpBench.user("reader", AuthProtocol.SHA256, "authentication", null, "");
    SimulatedAgent agent = bench.start(bench.serving(DEVICE).user(authOnly));

    assertThat(
            refusal(agent, SnmpBench.user("reader", AuthProtocol.SHA256, "another one", null, "")))
        .isEqualTo(Refusal.WRONG_PASSWORD);
    assertThat(refusal(agent, SnmpBench.user("reader", AuthProtocol.MD5, "whatever", null, "")))
        .isEqualTo(Refusal.WRONG_PASSWORD);
    assertThat(
            refusal(
                agent, SnmpBench.user("nobody", AuthProtocol.SHA256, "authentication", null, "")))
        .isEqualTo(Refusal.UNKNOWN_USER);
    assertThat(refusal(agent, READER)).isEqualTo(Refusal.UNSUPPORTED_LEVEL);
    assertThat(refusal(agent, SnmpBench.user("reader", null, "", null, "")))
        .isEqualTo(Refusal.AUTHORIZATION_ERROR);
  }

  private Refusal refusal(SimulatedAgent agent, SnmpCredential credential) throws Exception {
    ReadResult result = bench.walk(bench.target(agent, credential), SnmpBench.column(1));
    assertThat(result).isInstanceOf(ReadResult.Refused.class);
    return ((ReadResult.Refused) result).refusal();
  }

  @Test
  void saysThatAWrongPrivacyPasswordMayBeBehindASilence() throws Exception {
    SimulatedAgent agent = bench.start(bench.serving(DEVICE).user(READER));
    SnmpCredential wrong =
        SnmpBench.user(
            "reader", AuthProtocol.SHA256, "authentication", PrivProtocol.AES128, "wrong one");
    ReadResult result = bench.walk(bench.target(agent, wrong, 150, 0), SnmpBench.column(1));
    assertThat(result).isInstanceOf(ReadResult.Timeout.class);
    assertThat(((ReadResult.Timeout) result).reason()).contains("wrong privacy password");
  }

  @Test
  void losesNoReadWhenADeviceRestartsWithMoreBoots() throws Exception {
    SimulatedAgent agent = bench.start(bench.serving(DEVICE).user(READER).boots(3));
    SnmpTarget target = bench.target(agent, READER);
    assertThat(bench.walk(target, SnmpBench.column(1))).isInstanceOf(ReadResult.Complete.class);
    agent.restart(4);
    long timeoutsBefore = bench.reader.statistics().timeouts();
    assertThat(bench.walk(target, SnmpBench.column(1))).isInstanceOf(ReadResult.Complete.class);
    assertThat(bench.reader.statistics().timeouts()).isEqualTo(timeoutsBefore);
  }

  @Test
  void recoversWhenADeviceForgetsItsBoots() throws Exception {
    SimulatedAgent agent = bench.start(bench.serving(DEVICE).user(READER).boots(30));
    bench.clock.advance(Duration.ofHours(5));
    SnmpTarget target = bench.target(agent, READER, 300, 2);
    assertThat(bench.walk(target, SnmpBench.column(1))).isInstanceOf(ReadResult.Complete.class);
    agent.restart(1);
    assertThat(bench.walk(target, SnmpBench.column(1))).isInstanceOf(ReadResult.Complete.class);
  }

  @Test
  void recoversWhenTheClockOfTheEngineJumpsBack() throws Exception {
    SimulatedAgent agent = bench.start(bench.serving(DEVICE).user(READER).boots(2));
    bench.clock.advance(Duration.ofHours(5));
    SnmpTarget target = bench.target(agent, READER, 300, 2);
    assertThat(bench.walk(target, SnmpBench.column(1))).isInstanceOf(ReadResult.Complete.class);
    agent.restart(2);
    assertThat(bench.walk(target, SnmpBench.column(1))).isInstanceOf(ReadResult.Complete.class);
  }

  @Test
  void recoversWhenAnotherEngineAnswersAtTheAddress() throws Exception {
    SimulatedAgent first = bench.start(bench.serving(DEVICE).user(READER));
    SnmpTarget target = bench.target(first, READER, 300, 2);
    assertThat(bench.walk(target, SnmpBench.column(1))).isInstanceOf(ReadResult.Complete.class);
    first.close();
    bench.start(bench.serving(DEVICE).user(READER).at(first.address()));
    assertThat(bench.walk(target, SnmpBench.column(1))).isInstanceOf(ReadResult.Complete.class);
  }

  @Test
  void keepsTwoPasswordsOfTheSameUserNameApart() throws Exception {
    SnmpCredential.V3 here = READER;
    SnmpCredential.V3 there =
        SnmpBench.user(
            "reader", AuthProtocol.SHA512, "another one", PrivProtocol.AES256, "hidden!");
    SimulatedAgent one = bench.start(bench.serving(DEVICE).user(here));
    SimulatedAgent other = bench.start(bench.serving(DEVICE).user(there));
    for (int round = 0; round < 3; round++) {
      var first = bench.reader.walk(bench.target(one, here), List.of(SnmpBench.column(1)), 100);
      var second = bench.reader.walk(bench.target(other, there), List.of(SnmpBench.column(1)), 100);
      assertThat(SnmpBench.await(first)).isInstanceOf(ReadResult.Complete.class);
      assertThat(SnmpBench.await(second)).isInstanceOf(ReadResult.Complete.class);
    }
    assertThat(refusal(one, there)).isEqualTo(Refusal.WRONG_PASSWORD);
  }

  @Test
  void devicesWithOneEngineIdDoNotDisturbEachOther() throws Exception {
    byte[] cloned = HexFormat.of().parseHex("80007ed90500112233445566");
    SimulatedAgent one = bench.start(bench.serving(DEVICE).user(READER).engineId(cloned).boots(40));
    bench.clock.advance(Duration.ofHours(9));
    SimulatedAgent other =
        bench.start(bench.serving(DEVICE).user(READER).engineId(cloned).boots(3));
    for (int round = 0; round < 20; round++) {
      var first = bench.reader.walk(bench.target(one, READER), List.of(SnmpBench.column(1)), 100);
      var second =
          bench.reader.walk(bench.target(other, READER), List.of(SnmpBench.column(1)), 100);
      assertThat(SnmpBench.await(first)).isInstanceOf(ReadResult.Complete.class);
      assertThat(SnmpBench.await(second)).isInstanceOf(ReadResult.Complete.class);
    }
    assertThat(bench.reader.statistics().timeouts()).isZero();
    assertThat(bench.reader.statistics().reports()).as("discovery of each").isEqualTo(2);
    assertThat(bench.reader.engine(bench.target(one, READER)))
        .hasValueSatisfying(engine -> assertThat(engine.boots()).isEqualTo(40));
    assertThat(bench.reader.engine(bench.target(other, READER)))
        .hasValueSatisfying(engine -> assertThat(engine.boots()).isEqualTo(3));
  }

  @Test
  void tellsTheEngineThatAnswers() throws Exception {
    SimulatedAgent agent = bench.start(bench.serving(DEVICE).user(READER).boots(7));
    SnmpTarget target = bench.target(agent, READER);
    assertThat(bench.reader.engine(target)).as("never asked").isEmpty();
    bench.walk(target, SnmpBench.column(1));
    assertThat(bench.reader.engine(target))
        .hasValueSatisfying(
            engine -> {
              assertThat(engine.id()).startsWith("80007ed905").hasSize(26);
              assertThat(engine.boots()).isEqualTo(7);
              assertThat(engine.seconds()).isBetween(0, 30);
            });
    assertThat(bench.reader.engine(bench.target(agent, SnmpBench.V2C))).isEmpty();
    agent.inject(new Fault.Silent());
    bench.walk(bench.target(agent, READER, 100, 0), SnmpBench.column(1));
    assertThat(bench.reader.engine(target)).as("silent").isEmpty();
  }

  /** A reader that was just started and goes on from what another knew. */
  private ReadResult recalled(SnmpTarget target, SnmpEngine engine, Consumer<ReaderStatistics> did)
      throws Exception {
    try (Snmp4jReader fresh =
        new Snmp4jReader(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ReaderLimits.of(10))) {
      fresh.recall(target, engine, Duration.ofMinutes(10));
      ReadResult result =
          SnmpBench.await(fresh.walk(target, List.of(SnmpBench.column(1)), 100_000));
      did.accept(fresh.statistics());
      return result;
    }
  }

  @Test
  void anEngineKnownFromBeforeIsAskedWithoutDiscovery() throws Exception {
    SimulatedAgent agent = bench.start(bench.serving(DEVICE).user(READER).boots(7));
    bench.clock.advance(Duration.ofDays(2));
    SnmpTarget target = bench.target(agent, READER);
    bench.walk(target, SnmpBench.column(1));
    SnmpEngine engine = bench.reader.engine(target).orElseThrow();
    bench.clock.advance(Duration.ofMinutes(10));
    assertThat(
            recalled(
                target,
                engine,
                did -> {
                  assertThat(did.requests()).isEqualTo(1);
                  assertThat(did.reports()).isZero();
                }))
        .isInstanceOf(ReadResult.Complete.class);

    agent.restart(8);
    assertThat(
            recalled(
                target,
                engine,
                did -> {
                  assertThat(did.timeouts()).as("put right by one report").isZero();
                  assertThat(did.reports()).isEqualTo(1);
                }))
        .isInstanceOf(ReadResult.Complete.class);
    agent.close();
    SimulatedAgent another =
        bench.start(bench.serving(DEVICE).user(READER).at(agent.address()).boots(1));
    assertThat(
            recalled(
                bench.target(another, READER),
                engine,
                did -> assertThat(did.timeouts()).as("put right after one").isEqualTo(1)))
        .isInstanceOf(ReadResult.Complete.class);
  }
}
