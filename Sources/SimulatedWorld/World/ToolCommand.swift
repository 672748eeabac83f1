internal import ClusterModel
internal import World

/// A change as one technology recognises and performs it.
protocol ToolCommand: Sendable, Hashable {
    /// nil: it is not a change of this technology.
    init?(_ change: Change)
    /// nil: it is not a command of this technology.
    init?(words: [String])
    /// Milliseconds that it takes, as measured on real hosts.
    var duration: Range<Int> { get }
    /// Whether a daemon does the work, so that it continues when the program that requested it is killed.
    var runsInDaemon: Bool { get }
    /// The end of a command that is refused, or bound to time out, before it has any effect; nil: it will take effect.
    func earlyEnd(of command: RunningCommand, in state: inout ClusterState) -> EarlyEnd?
    /// The command has begun; it may be bound to fail.
    func begun(_ command: RunningCommand, in state: inout ClusterState)
    /// Whether the end of a command that is due is put off.
    func postponesEnd(of command: RunningCommand, in state: inout ClusterState) -> Bool
    /// The effect of the command, at its end.
    func perform(_ command: RunningCommand, in state: inout ClusterState) -> Outcome
    /// The command has ended, with or without its effect.
    func ended(_ command: RunningCommand, in state: inout ClusterState)
    /// Leaves what a command leaves that was aborted half-way.
    func leavePartialEffect(of command: RunningCommand, in state: inout ClusterState)
    /// The host of the command has lost its power.
    func aborted(_ command: RunningCommand, in state: inout ClusterState)
}

/// The end of a command that never takes effect.
struct EarlyEnd {
    let end: Finished
    let after: Duration

    /// A refusal, which takes a program hardly any time.
    static func refusal(_ end: Finished) -> Self { Self(end: end, after: .milliseconds(20)) }
}

extension ToolCommand {
    /// By its words; only the base system changes files.
    init?(_ change: Change) {
        switch change {
        case .run(let invocation): self.init(words: invocation.arguments)
        case .write, .remove: return nil
        }
    }

    func earlyEnd(of command: RunningCommand, in state: inout ClusterState) -> EarlyEnd? { nil }
    func begun(_ command: RunningCommand, in state: inout ClusterState) {}
    func postponesEnd(of command: RunningCommand, in state: inout ClusterState) -> Bool { false }
    func ended(_ command: RunningCommand, in state: inout ClusterState) {}
    func leavePartialEffect(of command: RunningCommand, in state: inout ClusterState) {}
    func aborted(_ command: RunningCommand, in state: inout ClusterState) {}
}
