internal import ClusterModel
internal import SimulatedWorld
internal import World

/// Somebody else's tool that thinks it knows better, and undoes one thing each time it comes by: until it is cancelled.
struct Rival: Sendable {
    /// Milliseconds between two looks of it: some come by within one command of ours, some only after it was seen.
    private let pause: ClosedRange<Int>

    /// What it wants.
    enum Whim: Sendable, Hashable {
        /// The same value each time.
        case value(volume: String, option: String, String)
        /// Another number each time: nobody is fought who never says the same twice.
        case numbers(volume: String)
        case stopped(HostName)
        /// A group's file as its package brings it.
        case file(HostName, path: String)
    }

    private let witness: Witness
    private let time: any TimeSource
    private let luck: Luck
    private let whim: Whim

    init(_ witness: Witness, time: any TimeSource, _ luck: Luck) {
        self.init(witness, time: time, luck, Self.whim(witness.desired, luck))
    }

    init(_ witness: Witness, time: any TimeSource, _ luck: Luck, _ whim: Whim) {
        self.witness = witness
        self.time = time
        self.luck = luck
        self.whim = whim
        pause = luck.either(300...2_000, 500...12_000)
    }

    func pester() async {
        while true {
            guard (try? await time.sleep(luck.milliseconds(pause))) != nil else { return }
            if let hand = hand(witness.cluster.state) { witness.act(hand) }
        }
    }

    private static let values = [
        "network.ping-timeout": "42", "performance.quick-read": "on", "performance.io-cache": "on",
        "auth.allow": "10.0.0.1", "server.allow-insecure": "off", "cluster.quorum-type": "none",
    ]

    private static func whim(_ desired: DesiredState, _ luck: Luck) -> Whim {
        let host = luck.one(of: desired.spec.hosts) ?? "host1"
        let declared = desired.volumes.flatMap { volume in
            volume.spec.options.compactMap { option in
                values[option.name].map { Whim.value(volume: volume.name.text, option: option.name, $0) }
            }
        }
        let files = desired.optionGroups.map { Whim.file(host, path: "/var/lib/glusterd/groups/\($0.name)") }
        let volume = luck.one(of: desired.volumes)?.name.text ?? "data"
        let value = luck.one(of: declared) ?? .numbers(volume: volume)
        return luck.either(value, value, value, .numbers(volume: volume), .stopped(host), luck.one(of: files) ?? value)
    }

    /// Nothing while all is as it wants, or where there is nothing to do it to.
    private func hand(_ state: ClusterState) -> Hand? {
        switch whim {
        case .value(let name, let option, let value):
            volume(name, state).flatMap {
                $0.option(option) == value ? nil : .setOption(volume: name, option, value)
            }
        case .numbers(let name):
            volume(name, state).map { _ in
                .setOption(volume: name, "network.ping-timeout", "\(luck.number(43...4_000))")
            }
        case .stopped(let host):
            state[host].flatMap { $0.runsGlusterd ? .stopService(host, unit: Drift.glusterd) : nil }
        case .file(let host, let path):
            state[host].flatMap { seen in
                let text = Array("performance.read-ahead=on\n".utf8)
                return seen.root.file(path) == text ? nil : .writeFile(host, path: path, text)
            }
        }
    }

    private func volume(_ name: String, _ state: ClusterState) -> SimulatedVolume? {
        state.volumes.first { $0.name == name }
    }
}
