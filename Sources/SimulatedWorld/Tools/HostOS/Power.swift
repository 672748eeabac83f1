internal import ClusterModel

/// Power and boots.
extension ClusterState {
    /// Milliseconds that a host takes from power to ssh.
    static let bootTime = 15_000..<40_000

    mutating func powerCut(_ name: HostName) {
        guard self[name]?.power != .off else { return }
        SimulatedTools.powerFailing(on: name, in: &self)
        for command in running where command.host == name { abort(command.id) }
        abortPackageWork(name)
        change(name) { host in
            host.power = .off
            host.runtimeMasks = []
            host.mounts = []
            host.devices.removeAll { $0.type == "memory" }
            for unit in host.units.keys { host.units[unit]?.active = .inactive }
            for path in host.root.nodes.keys where path.hasPrefix("/run/") { host.root[path] = nil }
        }
        SimulatedTools.powerFailed(on: name, in: &self)
    }

    mutating func powerOn(_ name: HostName, mounts: Bool) -> Bool {
        guard let host = self[name], host.power == .off else { return false }
        change(name) { host in
            host.power = .booting
            host.boot += 1
        }
        schedule(.host(.boots(name, boot: host.boot + 1, mounts: mounts)), in: chance.duration(Self.bootTime))
        return true
    }

    /// Mounts the file systems of fstab first, then starts the enabled services; ssh does not wait for daemons.
    mutating func finishBoot(_ name: HostName, mounts: Bool) {
        change(name) { host in
            host.power = .on
            if mounts { host.mountTable() }
        }
        for (unit, state) in (self[name]?.units ?? [:]).sorted(by: { $0.key < $1.key })
        where state.enablement == "enabled" {
            if let daemon = SimulatedTools.daemon(unit) {
                daemon.boot(on: name, in: &self)
            } else {
                startUnit(unit, on: name)
            }
        }
    }
}
