package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.config.ConfigLoader;
import org.postern.config.ConfigResult;
import org.postern.config.PosternConfig;
import org.postern.counter.DayClass;
import org.postern.counter.Seasons.Slot;
import org.postern.finding.BookSettings.Levels;
import org.postern.finding.DetectionSettings;
import org.postern.finding.FindingKind;
import org.postern.finding.LevelSettings;

class FindingSettingsTest {
  /** Half past ten in Vienna, half past nine in London. */
  private static final Instant MORNING = Instant.parse("2027-02-03T09:30:00Z");

  @TempDir Path directory;

  private PosternConfig config;

  @BeforeEach
  void load() throws IOException {
    Path file = directory.resolve("postern.yaml");
    Files.writeString(
        file,
        """
        credentials: { c: { version: v2c, community: public } }
        devices:
          - { name: here, address: 192.0.2.1, credential: c }
          - { name: there, address: 192.0.2.2, credential: c, site: vienna }
        detection:
          window: 10m
          seasons: 4
          learning: 3
          calendar:
            timeZone: Europe/London
            holidays: [2027-02-03]
            sites: { vienna: { timeZone: Europe/Vienna, holidays: [] } }
          trafficSpike: { raise: 4, clear: 7, raiseLevel: 8, minimumBits: 5 }
          trafficDrop: { raise: 2, clear: 5 }
          errorsHigh: { raise: 5, clear: 2 }
        """);
    ConfigResult result =
        ConfigLoader.load(file, Map.of(), LocalDate.of(2027, 2, 3), folder -> Set.of());
    assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
    config = ((ConfigResult.Loaded) result).config();
  }

  private static Slot slot(DetectionSettings settings, String device) {
    return settings.series().calendar().apply(device).slot(MORNING);
  }

  @Test
  void eachDeviceHasTheDaysOfItsSite() {
    DetectionSettings settings = FindingSettings.detection(config);
    assertThat(slot(settings, "here").index()).isEqualTo(19);
    assertThat(slot(settings, "here").dayClass()).isEqualTo(DayClass.SUNDAY);
    assertThat(slot(settings, "there").index()).isEqualTo(21);
    assertThat(slot(settings, "there").dayClass())
        .as("none of the general holidays")
        .isEqualTo(DayClass.WORKING);
    assertThat(settings.series().window()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.series().rates().seasons()).isEqualTo(4);
    assertThat(settings.series().rates().learning()).isEqualTo(3);
  }

  @Test
  void windowsThatAreCountedWithTheLevelAreNotCountedAgain() {
    DetectionSettings settings = FindingSettings.detection(config);
    assertThat(settings.traffic().above()).isEqualTo(new LevelSettings.Side(8, 3, 4, 7, 5));
    assertThat(settings.traffic().below().raiseWindows()).isEqualTo(2);
    Map<FindingKind, Levels> levels = FindingSettings.book(config.detection()).levels();
    assertThat(levels.get(FindingKind.TRAFFIC_SPIKE)).isEqualTo(new Levels(1, 7));
    assertThat(levels.get(FindingKind.TRAFFIC_DROP)).isEqualTo(new Levels(1, 5));
    assertThat(levels.get(FindingKind.ERRORS_HIGH)).isEqualTo(new Levels(5, 2));
  }
}
