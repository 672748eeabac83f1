internal import Glibc
internal import Synchronization

/// Ctrl-C and SIGTERM: the first asks to stop after the step in flight, the second ends the program at once.
enum Interruption {
    private static let count = Atomic(0)
    /// Whether the first signal says that a step is still in flight.
    private static let announces = Atomic(true)

    /// From now on.
    static func watch(announces isAnnounced: Bool = true) {
        announces.store(isAnnounced, ordering: .relaxed)
        for number in [SIGINT, SIGTERM] { signal(number) { _ in Interruption.wanted() } }
    }

    /// Whether somebody wants us to stop.
    static var isWanted: Bool { count.load(ordering: .relaxed) > 0 }

    /// Runs inside the signal handler: only what signal-safety(7) allows.
    private static func wanted() {
        guard count.add(1, ordering: .relaxed).newValue == 1 else { _exit(130) }
        guard announces.load(ordering: .relaxed) else { return }
        let words: StaticString = "\nstopping after the step in flight; once more to stop at once\n"
        _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
    }
}
