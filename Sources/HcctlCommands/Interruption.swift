internal import Dispatch
internal import Foundation
internal import Synchronization

/// Ctrl-C and SIGTERM: the first asks to stop after the step in flight, the second ends the program at once.
final class Interruption: Sendable {
    private let count = Atomic(0)
    private let sources: [any DispatchSourceSignal]

    init() {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: number, queue: .global())
        }
        for source in sources {
            source.setEventHandler { [weak self] in self?.wanted() }
            source.resume()
        }
    }

    deinit {
        for source in sources { source.cancel() }
    }

    /// Whether somebody wants us to stop.
    var isWanted: Bool { count.load(ordering: .relaxed) > 0 }

    private func wanted() {
        guard count.add(1, ordering: .relaxed).newValue == 1 else { _exit(130) }
        Terminal.err(["stopping after the step in flight; once more to stop at once"])
    }
}
