import ClusterModel

/// One line of a script, understood.
enum Statement: Sendable {
    /// Files below the folder of the scenarios, or the text itself.
    case manifests(path: String)
    case inlineManifests(String)
    case editManifests(TextEdit)
    case hosts(HostsOptions)
    case command(Command)
    case expect(Resolution)
    case show(ShownFact)
    case effect(Effect)
    /// To be done while the next command goes on.
    case schedule(Trigger, Effect, words: String)

    /// A statement that takes time; scheduled actions are done beside it.
    enum Command: Sendable {
        case apply(ApplyOptions)
        case diff(OutputFormat)
        case wait(Duration)
    }

    /// What can be done beside a command.
    enum Effect: Sendable {
        case external(ScriptedAction)
        /// Another process of hcctl.
        case apply(ApplyOptions)
        /// The command's process is killed (kill -9).
        case kill
    }

    /// What `hosts` may say, in the words of `hcctl lab up`.
    struct HostsOptions: Sendable {
        var seed: UInt64 = 1
        /// Packages that no host has yet.
        var without: [String] = []
        /// Whether hosts find each other's names.
        var findsNames = true
        /// Whether they are as the manifests say, by an apply of which nothing is printed; else they are bare.
        var areConverged = false
        /// Hosts that no manifest names.
        var beside: [HostName] = []
    }

    /// What `apply` may say.
    struct ApplyOptions: Sendable {
        /// Agrees to steps that disturb. Without it they are declined, as where there is no terminal.
        var yes = false
        var format = OutputFormat.text
        var timeout = Duration.seconds(3_600)
    }

    /// How diff and apply print.
    enum OutputFormat: String, Sendable { case text, json }

    /// When something is done while a command goes on.
    enum Trigger: Sendable {
        case after(Duration)
        /// Again and again, to the end of the command or for so long.
        case every(Duration, for: Duration?)
        /// When a step of that name begins for the first time, or so long afterwards.
        case stepStarts(String, after: Duration)
    }

    /// How a run of apply or diff ended.
    enum Resolution: String, Sendable, CaseIterable {
        case converged, different, held, declined, killed
        case notLeader = "not-leader"
        case timedOut = "timed-out"

        init?(_ verdict: Verdict) {
            switch verdict {
            case .converged: self = .converged
            case .different: self = .different
            case .stalled: self = .held
            case .declined: self = .declined
            case .notLeader: self = .notLeader
            case .timedOut: self = .timedOut
            case .interrupted: self = .killed
            case .refused: return nil
            }
        }
    }
}
