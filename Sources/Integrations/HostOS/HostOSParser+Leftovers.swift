package import ClusterModel
package import World

extension HostOSParser {
    /// Whether a directory holds nothing but an empty `.glusterfs`: what a `volume create` leaves that one of the
    /// members refused (field notes A10); and whether it was changed a moment ago.
    package static func leftover(_ path: String, _ answer: QueryResult) -> Reading<BrickDirectory.Leftover> {
        Reading(try leftoverFound(path, answer))
    }

    private static func leftoverFound(_ path: String, _ answer: QueryResult) throws(UnknownReason)
        -> BrickDirectory.Leftover
    {
        let end = try answer.end(oneOf: [0])
        guard let first = end.outputLines.first, ["seen ", "young "].contains(first) else {
            throw answer.silent(about: path, end)
        }
        guard end.outputLines.dropFirst() == ["seen .glusterfs"] else { return .no }
        return first == "seen " ? .yes : .young
    }
}
