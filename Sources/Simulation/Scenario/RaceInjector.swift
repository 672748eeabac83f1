internal import ClusterModel
internal import SimulatedWorld

/// Breaks a precondition of a step between its plan and its execution. By chance alone this hardly ever happens, and
/// preconditions that are read again but not respected would not be noticed.
struct RaceInjector: Sendable {
    /// One in so many steps with preconditions is raced: most of a run must go on as planned.
    private static let share = 25

    private let recorder: RunRecorder
    private let choice: SeededChoice

    init(_ recorder: RunRecorder, _ choice: SeededChoice) {
        self.recorder = recorder
        self.choice = choice
    }

    /// Called when a step begins, before its preconditions are read again.
    func record(_ event: RunEvent) {
        guard case .stepStarted(let step) = event, !step.preconditions.isEmpty, choice.oneIn(Self.share) else { return }
        guard let action = choice.one(of: step.preconditions.compactMap(against)) else { return }
        recorder.act(action)
    }

    /// An action that breaks a precondition and loses no data.
    private func against(_ requirement: Precondition) -> ExternalAction? {
        switch requirement {
        case .storage(.deviceBlank(let host, let device)):
            .storage(.putOnDisk(host, device: device, .swap(uuid: Self.uuid)))
        case .storage(.mounted(let host, _, let target)): .storage(.unmount(host, target: target))
        case .gluster(.brickMarked(let host, let path, _)): .gluster(.removeMark(host, path: path))
        case .gluster(.brickUnused(let host, let path)):
            .gluster(.putMark(host, path: path, volumeID: Self.uuid))
        case .storage(.liesOn(let host, let path, _)):
            .storage(.cover(host, path: String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]), directories: []))
        case .ctdb(.lockMounted(let host, let lock)): .storage(.unmount(host, target: lock.mountPoint))
        case .storage(.notMounted), .storage(.filesystem), .gluster(.brickLeftover), .gluster(.peerAway),
            .ctdb(.nodeHealthy):
            nil
        }
    }

    private static let uuid = "5a772dfc-0575-4ea0-871d-79eccbe80aaa"
}
