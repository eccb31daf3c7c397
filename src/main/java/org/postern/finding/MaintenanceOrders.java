package org.postern.finding;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The devices that operators said are worked on, one order each; confined to the book. */
final class MaintenanceOrders implements Maintenance {
  private final Map<String, MaintenanceOrder> byDevice = new TreeMap<>();

  MaintenanceOrders(Collection<MaintenanceOrder> stored) {
    stored.forEach(order -> byDevice.put(order.device(), order));
  }

  @Override
  public boolean covers(String device, Instant time) {
    MaintenanceOrder order = byDevice.get(device);
    return order != null && order.covers(time);
  }

  /**
   * A new order takes the place of the device's old one, and has its note if it brings none; false
   * if it says nothing new.
   */
  boolean begin(MaintenanceOrder order) {
    Optional<MaintenanceOrder> before =
        Optional.ofNullable(byDevice.get(order.device())).filter(old -> old.covers(order.since()));
    MaintenanceOrder now =
        order.note().isEmpty() && before.isPresent() ? order.noted(before.get().note()) : order;
    boolean same =
        before
            .filter(old -> old.until().equals(now.until()) && old.note().equals(now.note()))
            .isPresent();
    if (!same) {
      byDevice.put(now.device(), now);
    }
    return !same;
  }

  /** False if there was no order. */
  boolean end(String device) {
    return byDevice.remove(device) != null;
  }

  void dropEnded(Instant time) {
    byDevice.values().removeIf(order -> !order.until().isAfter(time));
  }

  void retain(Set<String> devices) {
    byDevice.keySet().retainAll(devices);
  }

  /** By device. */
  List<MaintenanceOrder> all() {
    return List.copyOf(byDevice.values());
  }
}
