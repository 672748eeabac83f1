package import ClusterModel
package import World

/// A change that a host is making, or the taking of a term.
package struct RunningCommand: Sendable, Hashable {
    /// Its number.
    package let id: UInt64
    /// Where.
    package let host: HostName
    /// Under which term.
    package let term: Term
    /// Who sent it.
    package let caller: String
    /// What it is; nil is the taking of the term.
    package let change: Change?
    /// When it was begun.
    package let begun: Duration
    /// When it ends by itself, if nothing comes between.
    package internal(set) var ends: Duration
    /// What it does at its end.
    var completion: Completion
    /// Of a `volume create`, once every member was to prepare its bricks: what is to be committed, or why not.
    var staging: Result<SimulatedVolume, Refusal>?

    /// Whether it holds the host's fence alone; a change holds it beside others.
    package var isExclusive: Bool { change == nil }
    /// Whether it was refused at its begin, or is bound to time out.
    var isRefused: Bool { if case .refusal = completion { true } else { false } }
    /// The command as a plan shows it.
    package var words: [String] { change?.commandLine.arguments ?? ["hcctl:take", "\(term)"] }

    /// Why it does not work, in the program's words.
    struct Refusal: Error, Sendable, Hashable { let words: String }

    /// What a command does at its end.
    enum Completion: Sendable, Hashable {
        /// Its effect, if things are as it needs them then.
        case effect
        /// Nothing: it has made up its mind at its begin.
        case refusal(Finished)
        /// Its program is killed.
        case killed
    }
}
