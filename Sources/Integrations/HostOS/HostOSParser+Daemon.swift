package import ClusterModel
package import World

extension HostOSParser {
    /// glusterd's own settings; the digest was asked for before the text.
    package static func glusterdFile(digest: QueryResult, text: QueryResult, age: QueryResult) -> Reading<GlusterdFile>
    {
        text.isMissingFile ? .absent : Reading(try daemonFile(digest, text, age))
    }

    private static func daemonFile(_ digest: QueryResult, _ text: QueryResult, _ age: QueryResult) throws(UnknownReason)
        -> GlusterdFile
    {
        GlusterdFile(
            text: try text.text(), digest: try hexDigest(digest, of: HostOSCommands.glusterdFilePath),
            isNewerThanDaemon: newer(age))
    }

    /// Without a process number there is no daemon that could have read the file.
    private static func newer(_ answer: QueryResult) -> Reading<Bool> {
        do throws(UnknownReason) {
            let end = try answer.end(oneOf: [0, 1])
            if end.exitStatus == 0 { return .known(end.outputLines == ["newer"]) }
            let isMissing = end.words.contains(HostOSCommands.glusterdNumberPath) && end.words.contains("No such file")
            return isMissing ? .absent : .unknown(answer.refused(end))
        } catch {
            return .unknown(error)
        }
    }
}
