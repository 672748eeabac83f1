internal import ClusterModel
internal import SimulatedWorld
internal import World

/// Another tool that undoes one thing each time it runs, until it is cancelled.
struct CompetingWriter: Sendable {
    /// Milliseconds between two writes: some come within one command of hcctl, some only after it was observed.
    private let pause: ClosedRange<Int>

    /// The state that it enforces.
    enum Goal: Sendable, Hashable {
        /// The same value each time.
        case value(volume: String, option: String, String)
        /// Another number each time: that is no recurring drift.
        case numbers(volume: String)
        case stopped(HostName)
        /// A group's file as its package brings it.
        case file(HostName, path: String)
    }

    private let recorder: RunRecorder
    private let time: any TimeSource
    private let choice: SeededChoice
    private let goal: Goal

    init(_ recorder: RunRecorder, time: any TimeSource, _ choice: SeededChoice) {
        self.init(recorder, time: time, choice, Self.goal(recorder.desired, choice))
    }

    init(_ recorder: RunRecorder, time: any TimeSource, _ choice: SeededChoice, _ goal: Goal) {
        self.recorder = recorder
        self.time = time
        self.choice = choice
        self.goal = goal
        pause = choice.either(300...2_000, 500...12_000)
    }

    func run() async {
        while true {
            guard (try? await time.sleep(choice.milliseconds(pause))) != nil else { return }
            if let action = action(recorder.cluster.state) { recorder.act(action) }
        }
    }

    private static let values = [
        "network.ping-timeout": "42", "performance.quick-read": "on", "performance.io-cache": "on",
        "auth.allow": "10.0.0.1", "server.allow-insecure": "off", "cluster.quorum-type": "none",
    ]

    private static func goal(_ desired: DesiredState, _ choice: SeededChoice) -> Goal {
        let host = choice.one(of: desired.spec.hosts) ?? "host1"
        let declared = desired.volumes.flatMap { volume in
            volume.spec.options.compactMap { option in
                values[option.name].map { Goal.value(volume: volume.name.text, option: option.name, $0) }
            }
        }
        let files = desired.optionGroups.map { Goal.file(host, path: "/var/lib/glusterd/groups/\($0.name)") }
        let volume = choice.one(of: desired.volumes)?.name.text ?? "data"
        let value = choice.one(of: declared) ?? .numbers(volume: volume)
        return choice.either(
            value, value, value, .numbers(volume: volume), .stopped(host), choice.one(of: files) ?? value)
    }

    /// nil while all is as it wants, or where nothing can be changed.
    private func action(_ state: ClusterState) -> ExternalAction? {
        switch goal {
        case .value(let name, let option, let value):
            volume(name, state).flatMap {
                $0.option(option) == value ? nil : .gluster(.setOption(volume: name, option, value))
            }
        case .numbers(let name):
            volume(name, state).map { _ in
                .gluster(.setOption(volume: name, "network.ping-timeout", "\(choice.number(43...4_000))"))
            }
        case .stopped(let host):
            state[host].flatMap { $0.runsGlusterd ? .host(.stopService(host, unit: Drift.glusterd)) : nil }
        case .file(let host, let path):
            state[host].flatMap { seen in
                let text = Array("performance.read-ahead=on\n".utf8)
                return seen.root.file(path) == text ? nil : .host(.writeFile(host, path: path, text))
            }
        }
    }

    private func volume(_ name: String, _ state: ClusterState) -> SimulatedVolume? {
        state.volumes.first { $0.name == name }
    }
}
