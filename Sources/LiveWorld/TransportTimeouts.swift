internal import World

/// How long the transport itself waits. The host has its own limits; these catch what they cannot: a frozen master, a
/// frozen sshd, a host that stops in the middle.
struct TransportTimeouts: Sendable {
    /// For the connection, login included. Costs a dead jump host so much; a live host takes 0.2 s.
    var opening = Duration.seconds(15)
    /// Until the script says that it has begun, over an open connection, where a live host takes 8 ms. Longer than
    /// ssh needs to notice a dead host, so that ssh's own words are heard first.
    var start = Duration.seconds(12)
    /// Added to the limit of a command that the host itself ends, for its way back.
    var slack = Duration.seconds(5)
    /// For the last bytes of the error stream once the output is whole.
    var drainTimeout = Duration.seconds(1)
    /// For sending a mebibyte.
    var mebibyte = Duration.seconds(2)

    /// Until the first marker.
    func start(of input: Int) -> Duration { start + transfer(of: input) }

    /// From the marker before until the one that ends this operation. Data is spooled, and the fence waited for,
    /// before the first.
    func answer(to batch: Batch, number: Int, input: Int) -> Duration {
        guard number < batch.operations.count else { return slack }
        let before = number == 0 ? transfer(of: input) + batch.fence.wait : .zero
        switch batch.operations[number].limit {
        case .killAfter(let limit): return before + limit + .seconds(ShellScript.killGrace) + slack
        case .detachAfter(let limit): return before + limit
        }
    }

    private func transfer(of input: Int) -> Duration { mebibyte * (Double(input) / Double(1 << 20)) }
}

extension ShellScript.Fence {
    /// The longest that a script waits for the lock.
    var wait: Duration {
        switch self {
        case .none: .zero
        case .shared(_, let files): .seconds(files.sharedWait)
        case .exclusive(_, let files): .seconds(files.exclusiveWait)
        }
    }
}
