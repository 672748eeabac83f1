public import ClusterModel
public import World

extension HostOSReplies {
    /// Whether a directory holds nothing but an empty `.glusterfs`: what a `volume create` leaves that one of the
    /// members refused (field notes A10). False where it holds anything else.
    public static func isLeftover(_ path: String, _ answer: Answer) -> Reading<Bool> {
        Reading(try isLeftoverFound(path, answer))
    }

    private static func isLeftoverFound(_ path: String, _ answer: Answer) throws(Ignorance) -> Bool {
        let end = try answer.end(oneOf: [0])
        guard end.outputLines.first == "seen " else { throw answer.silent(about: path, end) }
        return end.outputLines == ["seen ", "seen .glusterfs"]
    }
}
