package org.postern.finding;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

  /** A new order takes the place of the device's old one; false if it says nothing new. */
  boolean begin(MaintenanceOrder order) {
    MaintenanceOrder before = byDevice.get(order.device());
    if (before != null
        && before.until().equals(order.until())
        && before.note().equals(order.note())) {
      return false;
    }
    byDevice.put(order.device(), order);
    return true;
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
