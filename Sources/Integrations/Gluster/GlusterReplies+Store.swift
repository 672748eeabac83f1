public import ClusterModel
public import World

extension GlusterReplies {
    /// The reply to `GlusterCommands.storedVolumes`, sorted; absent where there is no store at all.
    public static func storedVolumes(_ answer: Answer) -> Reading<[String]> {
        let isMissing = "find: ‘\(GlusterCommands.storePath)’: No such file or directory"
        let isMissingInASCII = "find: '\(GlusterCommands.storePath)': No such file or directory"
        do throws(Ignorance) {
            let end = try answer.end(oneOf: [0, 1])
            if end.exitStatus == 0 { return .known(end.outputLines.sorted()) }
            guard end.outputLines.isEmpty, [isMissing, isMissingInASCII].contains(end.words) else {
                throw answer.refused(end)
            }
            return .absent
        } catch {
            return .unknown(error)
        }
    }
}
