internal import ClusterModel
internal import Hummingbird
internal import Synchronization

/// Server-sent events (html.spec.whatwg.org, 9.2): each with its number, so that a client that was cut off goes on where
/// it was.
struct EventStream {
    let answers: any APIAnswers
    let place: StreamCounter.Place

    /// Of a client that reads too slowly the connection waits; it never holds more than these.
    private static let batch = 100

    func body(after number: Int64) -> ResponseBody {
        ResponseBody { [answers, place] writer in
            var last = number
            try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
            while !Task.isCancelled {
                let events = await answers.nextEvents(after: last, within: HTTPLimits.keepAlive)
                last = events.last?.number ?? last
                let text = events.isEmpty ? ": no event\n\n" : events.map(Self.text).joined()
                try await writer.write(ByteBuffer(string: text))
            }
            _ = place
            try await writer.finish(nil)
        }
    }

    static func text(_ event: APIEvent) -> String {
        "id: \(event.number)\nevent: \(event.name)\ndata: \(event.json.replacing("\n", with: " "))\n\n"
    }
}

/// Counts the streams of a server. A place is free again when its last owner is gone, however its connection ended.
final class StreamCounter: Sendable {
    final class Place: Sendable {
        private let counter: StreamCounter

        fileprivate init(_ counter: StreamCounter) { self.counter = counter }

        deinit { counter.taken.withLock { $0 -= 1 } }
    }

    private let taken = Mutex(0)

    /// Nil where as many are taken as there are.
    func take(_ places: Int) -> Place? {
        let isFree = taken.withLock { taken in
            guard taken < places else { return false }
            taken += 1
            return true
        }
        return isFree ? Place(self) : nil
    }
}
