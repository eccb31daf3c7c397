package org.postern.poll;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.finding.Baselines;
import org.postern.finding.DeviceMemory;
import org.postern.finding.EntryUses;
import org.postern.finding.SeriesKey;
import org.postern.finding.SeriesMemory;
import org.postern.store.AccessListStore;
import org.postern.store.PosternStore;
import org.postern.store.StoreException;
import org.postern.store.StoredDevice;
import org.postern.store.StoredEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept of devices over restarts: who they are, the versions of their lists, what was
 * accepted, the use of entries, and what is usual for their series. Thread-safe but for {@link
 * #restore}, which is for the start.
 */
final class DeviceArchive {
  private static final Logger log = LoggerFactory.getLogger(DeviceArchive.class);

  private final PosternStore store;
  private final Map<String, StoredDevice> known = new LinkedHashMap<>();
  private final Map<String, StoredEngine> knownEngines = new LinkedHashMap<>();

  DeviceArchive(PosternStore store) {
    this.store = store;
    store.devices().all().forEach(each -> known.put(each.name(), each));
    store.engines().all().forEach(each -> knownEngines.put(each.device(), each));
  }

  /** What a device is known to be, and what its findings remember. */
  void restore(DeviceState state) {
    StoredDevice stored = known.remove(state.device().name());
    if (stored != null) {
      state.restore(stored, Optional.ofNullable(knownEngines.remove(stored.name())));
    }
  }

  DeviceMemory memory(String device) {
    SeriesMemory series = SeriesMemory.restored(store.series().load(device));
    return store
        .baselines()
        .load(device)
        .map(stored -> DeviceMemory.restored(device, stored, series))
        .orElseGet(() -> DeviceMemory.fresh(device, series));
  }

  EntryUses uses(String device) {
    return EntryUses.restored(store.entryUses().load(device));
  }

  /** Since when each list is as it is. */
  ListSince since(String device) {
    Map<String, ListSince.Version> since = new LinkedHashMap<>();
    store
        .accessLists()
        .latest(device)
        .forEach(
            each ->
                since.put(
                    ListSince.key(each.version().source(), each.version().name()),
                    new ListSince.Version(each.version().digest(), each.version().firstSeen())));
    return new ListSince(since);
  }

  /** Keeps the versions of the lists that these polls read whole. */
  void recordLists(Map<DeviceState, Evaluation> polls) {
    List<AccessListStore.Sighting> seen = new ArrayList<>();
    polls.forEach(
        (state, evaluation) -> {
          if (evaluation.assessment().complete()) {
            for (ListTable.Row list : evaluation.lists().rows()) {
              seen.add(
                  new AccessListStore.Sighting(
                      state.device().name(),
                      list.list(),
                      list.digest(),
                      evaluation.assessment().time()));
            }
          }
        });
    try {
      for (AccessListStore.Sighting begun : store.accessLists().record(seen)) {
        log.info(
            "{}: access list {} ({}) is kept as version {}",
            begun.device(),
            begun.list().name(),
            begun.list().source(),
            begun.digest().substring(0, 12));
      }
    } catch (StoreException e) {
      log.error("{} access lists are not kept: {}", seen.size(), e.getMessage());
    }
  }

  /** Keeps what was accepted of these devices. */
  void saveBaselines(Collection<DeviceState> states) {
    Map<String, Baselines> accepted = new LinkedHashMap<>();
    List<StoredEngine> engines = new ArrayList<>();
    for (DeviceState state : states) {
      synchronized (state) {
        accepted.put(state.device().name(), state.memory().baselines());
        state.engine().stored().ifPresent(engines::add);
      }
    }
    try {
      store.baselines().save(accepted);
      store.engines().save(engines);
    } catch (StoreException e) {
      log.error(
          "the accepted access lists of {} are not kept: {}", accepted.keySet(), e.getMessage());
    }
  }

  void saveDevices(Collection<DeviceState> states) {
    List<StoredDevice> devices = new ArrayList<>();
    List<StoredEngine> answering = new ArrayList<>();
    for (DeviceState state : states) {
      synchronized (state) {
        devices.add(state.stored());
        state.engine().stored().ifPresent(answering::add);
      }
    }
    store.devices().save(devices);
    store.engines().save(answering);
  }

  /** Keeps since when entries are not hit, if that must not wait. */
  void saveUrgentUses(Collection<DeviceState> states) {
    for (DeviceState state : states) {
      boolean urgent;
      synchronized (state) {
        urgent = state.uses().takeUrgent();
      }
      if (urgent) {
        saveUses(state);
      }
    }
  }

  /** Keeps what was learned of a device. */
  void saveLearned(DeviceState state) {
    saveUses(state);
    Map<SeriesKey, byte[]> series;
    synchronized (state) {
      series = state.memory().series().stored();
    }
    store.series().save(state.device().name(), series);
  }

  private void saveUses(DeviceState state) {
    Map<String, Map<String, EntryUses.Silence>> uses;
    synchronized (state) {
      uses = state.uses().stored();
    }
    store.entryUses().save(state.device().name(), uses);
  }

  /** Drops what was learned of devices that are watched no longer and will not be soon. */
  void forgetLearned(Set<String> watched, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    for (String device : store.series().devices()) {
      if (!watched.contains(device)
          && SeriesMemory.isForgotten(store.series().load(device), today)) {
        store.series().forget(device);
        store.entryUses().save(device, Map.of());
        log.info("{}: what was learned is dropped: it is not watched any more", device);
      }
    }
  }
}
