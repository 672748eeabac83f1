package import ClusterModel
package import World

extension GlusterParser {
    /// The reply to `GlusterCommands.storedVolumes`, sorted; absent where there is no store at all.
    package static func storedVolumes(_ answer: QueryResult) -> Reading<[String]> {
        saysNoStore(answer.outcome) ? .absent : Reading(try stored(answer))
    }

    private static func saysNoStore(_ outcome: Outcome) -> Bool {
        guard case .finished(let end) = outcome, end.exitStatus == 1, end.output.isEmpty else { return false }
        return end.complaints(of: "find") == [GlusterCommands.storePath: "No such file or directory"]
    }

    private static func stored(_ answer: QueryResult) throws(UnknownReason) -> [String] {
        let end = try answer.end(oneOf: [0])
        guard end.outputLines.last == "" else { throw answer.silent(about: "the end of the store", end) }
        return end.outputLines.dropLast().sorted()
    }
}
