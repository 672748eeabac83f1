package import ClusterModel
package import SimulatedWorld

/// Bare hosts of the shape that the manifests name: their devices are there and blank, nothing is configured.
package func world(from desired: DesiredState, seed: UInt64) -> ClusterState {
    let hosts = desired.orderedHosts.enumerated().map { number, host in
        bareHost(host.name, host.spec, number: number)
    }
    var state = ClusterState(hosts, seed: seed)
    if let engine = desired.hostedEngine {
        state.dns[engine.spec.fqdn] =
            engine.spec.vm.network.address.map { String($0.prefix { $0 != "/" }) } ?? "10.88.0.250"
        for index in state.hosts.indices { state.hosts[index].installEngine() }
    }
    return state
}

/// A bare host. It is found by each of its declared addresses, and by a numeric one.
func bareHost(_ name: HostName, _ spec: HostSpec, number: Int) -> SimulatedHost {
    var names = [spec.glusterAddress]
    for other in [spec.address, "10.88.0.\(11 + number)"] where !names.contains(other) { names.append(other) }
    return SimulatedHost(name, names: names, devices: bareDevices(name, spec))
}

/// Minor numbers of disks are sixteen apart: the partitions of each lie between (Documentation/admin-guide/devices).
private func bareDevices(_ name: HostName, _ spec: HostSpec) -> [SimulatedDevice] {
    spec.storage.enumerated().map { index, entry in
        let kernelName = entry.device.split(separator: "/").last.map(String.init) ?? entry.device
        return SimulatedDevice(
            entry.device, number: "254:\(16 * (index + 1))",
            disk: SimulatedDisk(serial: "\(name)-\(kernelName)-1"))
    }
}
