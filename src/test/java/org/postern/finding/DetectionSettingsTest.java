package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.postern.counter.SeriesSettings;
import org.postern.finding.DetectionSettings.CleartextShare;
import org.postern.finding.DetectionSettings.DenySpike;
import org.postern.finding.DetectionSettings.Flatline;
import org.postern.finding.DetectionSettings.PermitSilence;
import org.postern.finding.DetectionSettings.Storm;

/** The edges of the ranges that the settings document. */
class DetectionSettingsTest {
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final LevelSettings.Side SIDE = new LevelSettings.Side(6, 3, 3, 6, 0);

  @Test
  void theEdgesThemselvesAreAllowed() {
    assertThatCode(
            () -> {
              new DenySpike(6, 6, 1);
              new DenySpike(6, 0, 1);
              new PermitSilence(Double.MIN_VALUE, 1);
              new Flatline(2, 1);
              new CleartextShare(Math.nextDown(1.0), 0, 1);
              new Storm(1, LEAST);
              new LevelSettings(SIDE, SIDE, 1, Math.nextUp(1.0));
              new LevelSettings.Side(3, 3, 1, 1, 0);
              new LineSettings.Limits(1, 0, 0);
              new SeriesSettings(LEAST, LEAST, 2, 1, true);
              new SeriesSettings(LEAST, LEAST, 12, 12, true);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void whatLiesJustOutsideIsRefused() {
    refused(() -> new DenySpike(6, Math.nextUp(6.0), 1));
    refused(() -> new DenySpike(6, Double.NaN, 1));
    refused(() -> new DenySpike(6, 3, 0));
    refused(() -> new PermitSilence(0, 1));
    refused(() -> new PermitSilence(1, 0));
    refused(() -> new Flatline(1, 1));
    refused(() -> new Flatline(2, 0));
    refused(() -> new CleartextShare(1, 0, 1));
    refused(() -> new CleartextShare(0.1, 0.1, 1));
    refused(() -> new CleartextShare(0.1, Math.nextDown(0.0), 1));
    refused(() -> new CleartextShare(0.1, 0, 0));
    refused(() -> new Storm(0, LEAST));
    refused(() -> new Storm(1, Duration.ZERO));
    refused(() -> new LevelSettings(SIDE, SIDE, 0, 2));
    refused(() -> new LevelSettings(SIDE, SIDE, Math.nextUp(1.0), 2));
    refused(() -> new LevelSettings(SIDE, SIDE, 0.5, 1));
    refused(() -> new LevelSettings.Side(3, Math.nextUp(3.0), 1, 1, 0));
    refused(() -> new LevelSettings.Side(3, 0, 1, 1, 0));
    refused(() -> new LevelSettings.Side(3, 3, 0, 1, 0));
    refused(() -> new LevelSettings.Side(3, 3, 1, 0, 0));
    refused(() -> new LevelSettings.Side(3, 3, 1, 1, Math.nextDown(0.0)));
    refused(() -> new LineSettings.Limits(Math.nextUp(1.0), 0, 0));
    refused(() -> new LineSettings.Limits(0.5, 0.5, 0));
    refused(() -> new LineSettings.Limits(0.5, 0, Math.nextDown(0.0)));
    refused(() -> new SeriesSettings(Duration.ZERO, LEAST, 2, 1, true));
    refused(() -> new SeriesSettings(LEAST, Duration.ZERO, 2, 1, true));
    refused(() -> new SeriesSettings(LEAST, LEAST, 1, 1, true));
    refused(() -> new SeriesSettings(LEAST, LEAST, 13, 1, true));
    refused(() -> new SeriesSettings(LEAST, LEAST, 2, 0, true));
    refused(() -> new SeriesSettings(LEAST, LEAST, 2, 3, true));
    refused(() -> unused(Duration.ZERO, 1));
    refused(() -> unused(LEAST.negated(), 1));
    refused(() -> unused(LEAST, 0));
  }

  private static DetectionSettings unused(Duration after, long others) {
    DetectionSettings standard = DetectionSettings.defaults();
    return new DetectionSettings(
        standard.series(),
        standard.denySpike(),
        standard.permitSilence(),
        standard.traffic(),
        standard.lines(),
        standard.flatline(),
        standard.cleartext(),
        standard.storm(),
        after,
        others,
        SubjectRules.none());
  }

  private static void refused(ThrowingCallable settings) {
    assertThatIllegalArgumentException().isThrownBy(settings);
  }
}
