internal import Foundation
internal import SimulatedWorld

/// ovirt-ha-agent and ovirt-ha-broker: loops over the model.
struct StandInDaemon {
    let kind: Kind
    private let files = StandInFiles()

    enum Kind { case agent, broker }

    func run() {
        for number in [SIGTERM, SIGINT] { signal(number) { _ in StandInDaemon.isStopped.store() } }
        files.change { host, _, clock in
            switch kind {
            case .agent: host.agent = .init(started: clock.monotonic)
            case .broker: host.brokerSince = clock.monotonic
            }
        }
        while !Self.isStopped.isSet {
            if kind == .agent { loop() }
            wait()
        }
        files.change { host, storage, clock in
            switch kind {
            case .agent:
                if var open = storage {
                    host.stopAgent(&open, clock)
                    storage = open
                }
                host.agent = nil
            case .broker: host.brokerSince = nil
            }
        }
    }

    private func loop() {
        files.change { host, storage, clock in
            guard var open = storage else { return }
            host.loop(&open, clock)
            storage = open
            if host.hasMachineConfiguration {
                StandInFiles.write("vmId=\(host.configuration["vmid"] ?? "")\n", to: "\(StandInFiles.runtime)/vm.conf")
            }
        }
    }

    /// A loop's pause, in pieces, so that a stop is not waited for.
    private func wait() {
        for _ in 0..<EngineHost.loop * 10 where !Self.isStopped.isSet { usleep(100_000) }
    }

    private static let isStopped = StopFlag()
}

/// Set by a signal.
final class StopFlag: Sendable {
    private nonisolated(unsafe) let value = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)

    init() { value.pointee = 0 }

    var isSet: Bool { value.pointee != 0 }
    func store() { value.pointee = 1 }
}
