package org.postern.finding;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.postern.finding.DetectionSettings.CleartextShare;
import org.postern.finding.DetectionSettings.DenySpike;
import org.postern.finding.DetectionSettings.Flatline;
import org.postern.finding.DetectionSettings.PermitSilence;

/** Lays the levels of one subject over the general ones. */
record LevelOverrides(Function<FindingKind, Optional<SubjectRule>> byKind) {
  DetectionSettings over(DetectionSettings general) {
    LevelSettings traffic = general.traffic();
    LineSettings lines = general.lines();
    return new DetectionSettings(
        general.series(),
        spike(general.denySpike()),
        silence(general.permitSilence()),
        new LevelSettings(
            side(traffic.above(), FindingKind.TRAFFIC_SPIKE),
            side(traffic.below(), FindingKind.TRAFFIC_DROP),
            traffic.dropShare(),
            traffic.burstTimes()),
        new LineSettings(
            limits(lines.busy(), FindingKind.UTILISATION_HIGH),
            limits(lines.errors(), FindingKind.ERRORS_HIGH),
            limits(lines.discards(), FindingKind.DISCARDS_HIGH)),
        flatline(general.flatline()),
        cleartext(general.cleartext()),
        general.storm(),
        general.unusedAfter(),
        count(minimum(FindingKind.ENTRY_UNUSED), general.unusedOtherHits()),
        SubjectRules.none());
  }

  private OptionalDouble raise(FindingKind kind) {
    return byKind.apply(kind).map(SubjectRule::raiseLevel).orElse(OptionalDouble.empty());
  }

  private OptionalDouble clear(FindingKind kind) {
    return byKind.apply(kind).map(SubjectRule::clearLevel).orElse(OptionalDouble.empty());
  }

  private OptionalDouble minimum(FindingKind kind) {
    return byKind.apply(kind).map(SubjectRule::minimum).orElse(OptionalDouble.empty());
  }

  private static long count(OptionalDouble wanted, long general) {
    return wanted.isPresent() ? Math.max(1, Math.round(wanted.getAsDouble())) : general;
  }

  private DenySpike spike(DenySpike general) {
    FindingKind kind = FindingKind.DENY_SPIKE;
    return new DenySpike(
        raise(kind).orElse(general.score()),
        clear(kind).orElse(general.clearScore()),
        count(minimum(kind), general.minimum()));
  }

  private PermitSilence silence(PermitSilence general) {
    return new PermitSilence(
        minimum(FindingKind.PERMIT_HITS_ZERO).orElse(general.expected()), general.windows());
  }

  private LevelSettings.Side side(LevelSettings.Side general, FindingKind kind) {
    Optional<SubjectRule> override = byKind.apply(kind);
    return new LevelSettings.Side(
        raise(kind).orElse(general.raise()),
        clear(kind).orElse(general.clear()),
        override
            .map(each -> each.raise().orElse(general.raiseWindows()))
            .orElse(general.raiseWindows()),
        override
            .map(each -> each.clear().orElse(general.clearWindows()))
            .orElse(general.clearWindows()),
        minimum(kind).orElse(general.minimum()));
  }

  private LineSettings.Limits limits(LineSettings.Limits general, FindingKind kind) {
    return new LineSettings.Limits(
        raise(kind).orElse(general.raise()),
        clear(kind).orElse(general.clear()),
        minimum(kind).orElse(general.minimumPackets()));
  }

  private Flatline flatline(Flatline general) {
    return new Flatline(general.windows(), count(minimum(FindingKind.FLATLINE), general.minimum()));
  }

  private CleartextShare cleartext(CleartextShare general) {
    FindingKind kind = FindingKind.CLEARTEXT_SHARE_RISING;
    return new CleartextShare(
        raise(kind).orElse(general.rise()),
        clear(kind).orElse(general.clearRise()),
        count(minimum(kind), general.events()));
  }
}
