internal import ClusterModel

/// Units of systemd.
extension ClusterState {
    /// False if the unit does not start.
    @discardableResult
    mutating func startUnit(_ unit: String, on name: HostName) -> Bool {
        guard let host = self[name], let state = host.units[unit], state.enablement != "masked",
            !host.runtimeMasks.contains(unit)
        else { return false }
        if let daemon = SimulatedTools.daemon(unit) { return daemon.start(on: name, in: &self) }
        change(name) { $0.units[unit]?.active = .active }
        return true
    }

    mutating func stopUnit(_ unit: String, on name: HostName) {
        guard self[name]?.units[unit]?.active != .inactive else { return }
        SimulatedTools.daemon(unit)?.stop(on: name, cause: .externalAction, in: &self)
        change(name) { $0.units[unit]?.active = .inactive }
    }
}
