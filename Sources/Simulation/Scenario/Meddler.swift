internal import ClusterModel
internal import SimulatedWorld

/// Somebody who does, between a plan and its execution, just what a step counts on not being done. By mere chance this
/// hardly ever happens, and preconditions that are read again and not heeded would go unnoticed.
struct Meddler: Sendable {
    /// Of so many steps with preconditions one is meddled with: most of a run is to go on as planned.
    private static let share = 25

    private let witness: Witness
    private let luck: Luck

    init(_ witness: Witness, _ luck: Luck) {
        self.witness = witness
        self.luck = luck
    }

    /// Called when a step begins, before its preconditions are read again.
    func hear(_ event: RunEvent) {
        guard case .stepStarted(let step) = event, !step.preconditions.isEmpty, luck.oneIn(Self.share) else { return }
        guard let hand = luck.one(of: step.preconditions.compactMap(against)) else { return }
        witness.act(hand)
    }

    /// What breaks a precondition and loses nobody's data.
    private func against(_ requirement: Precondition) -> Hand? {
        switch requirement {
        case .deviceBlank(let host, let device): .putOnDisk(host, device: device, .swap(uuid: Self.uuid))
        case .mounted(let host, _, let target): .unmount(host, target: target)
        case .brickMarked(let host, let path, _): .removeMark(host, path: path)
        case .brickUnused(let host, let path): .putMark(host, path: path, volumeID: Self.uuid)
        case .notMounted, .filesystem, .brickLeftover, .peerAway: nil
        }
    }

    private static let uuid = "5a772dfc-0575-4ea0-871d-79eccbe80aaa"
}
