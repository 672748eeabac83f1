import ClusterModel
import Testing
import World

/// Replies that no tool has given.
enum Reply {
    static func to(_ query: Query, _ output: String = "", status: Int = 0, errors: String = "") -> QueryResult {
        let end = Finished(exitStatus: status, output: Array(output.utf8), errors: Array(errors.utf8))
        return QueryResult(to: query, from: "host1", .finished(end))
    }
}

/// Expects a reading; nil is any unknown. None at all is a failure.
func expect<Value>(
    _ reading: Reading<Value>?, is expected: Reading<Value>?, location: SourceLocation = #_sourceLocation
) {
    if let expected {
        #expect(reading == expected, sourceLocation: location)
    } else {
        guard case .unknown? = reading else {
            Issue.record("\(String(describing: reading)) is not unknown", sourceLocation: location)
            return
        }
    }
}
