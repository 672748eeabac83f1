package import ClusterModel
package import World

/// Everything there is, as a value: hosts, disks, daemons, pool, volumes, and what is going on. What it holds is the
/// truth; what commands tell of it may be less.
package struct ClusterState: Sendable, Hashable {
    /// The hosts.
    package var hosts: [SimulatedHost]
    /// Virtual time up to which the state is worked out.
    package internal(set) var now = Duration.zero
    /// What clients were told is stored: the highest version by `volume id:file`.
    package internal(set) var acknowledged: [StoredFile: UInt64] = [:]
    /// Commands in flight, in the order of their beginning.
    package internal(set) var running: [RunningCommand] = []
    var timers: [Timer] = []
    var chance: Chance
    var counter: UInt64 = 0
    /// Of commands that came to an end, until their callers have taken them.
    var results: [UInt64: Outcome] = [:]
    /// Since they were last taken out.
    var news: [WorldEvent] = []

    /// Hosts as given. `seed` decides UUIDs, ports and how long things take.
    package init(_ hosts: [SimulatedHost], seed: UInt64 = 1) {
        self.hosts = hosts
        chance = Chance(seed: seed)
    }

    /// `count` bare hosts `host1`, `host2`, … with a blank disk of 8 GiB at /dev/vdb, as the lab has them.
    package static func bare(_ count: Int, seed: UInt64 = 1) -> Self {
        let hosts = (1...count).map { number in
            SimulatedHost(
                HostName("host\(number)"), names: ["host\(number).lab.test", "10.88.0.\(10 + number)"],
                devices: [SimulatedDevice("/dev/vdb", disk: SimulatedDisk(serial: "host\(number)-vdb-1"))])
        }
        return Self(hosts, seed: seed)
    }

    /// The host of that name.
    package subscript(name: HostName) -> SimulatedHost? { hosts.first { $0.name == name } }
}

/// A file of a volume.
package struct StoredFile: Sendable, Hashable, Comparable, Codable {
    /// UUID of the volume.
    package let volumeID: String
    /// Its name.
    package let file: String

    /// A file.
    package init(_ volumeID: String, _ file: String) {
        self.volumeID = volumeID
        self.file = file
    }

    /// By volume, then by name.
    package static func < (left: Self, right: Self) -> Bool {
        (left.volumeID, left.file) < (right.volumeID, right.file)
    }
}

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
    var fate: Fate
    /// Of a `volume create`, once every member was to prepare its bricks: what is to be committed, or why not.
    var staging: Result<SimulatedVolume, Refusal>?

    /// Whether it holds the host's fence alone; a change holds it beside others.
    package var isExclusive: Bool { change == nil }
    /// Whether it was refused at its begin, or is bound to time out.
    var isRefused: Bool { if case .refusal = fate { true } else { false } }
    /// The command as a plan shows it.
    package var words: [String] { change?.commandLine.arguments ?? ["hcctl:take", "\(term)"] }

    /// Why it does not work, in the program's words.
    struct Refusal: Error, Sendable, Hashable { let words: String }

    /// What a command does at its end.
    enum Fate: Sendable, Hashable {
        /// Its effect, if things are as it needs them then.
        case effect
        /// Nothing: it has made up its mind at its begin.
        case refusal(Finished)
        /// Its program is killed.
        case killed
    }
}
