package import ClusterModel

extension Query {
    /// Characters of a title: a command that names hundreds of bricks is not repeated whole in each message.
    static let titleLimit = 160

    /// The query as people would type it, cut where it is long; reading a file reads `read PATH`.
    package var title: String {
        switch self {
        case .run(let invocation), .runForFile(let invocation, _):
            let whole = CommandLine(invocation.arguments).description
            return whole.count <= Self.titleLimit ? whole : whole.prefix(Self.titleLimit) + "…"
        case .read(let path, _): return "read \(path)"
        }
    }
}

extension Change {
    /// The change as it is shown in a plan. A program is shown by its arguments. Writing and removing a file is no
    /// program, so it is shown as `hcctl:write PATH` and `hcctl:remove PATH`: words that no shell runs by mistake.
    /// What a program or a file is given to read is never shown.
    package var commandLine: CommandLine {
        switch self {
        case .run(let invocation): CommandLine(invocation.arguments)
        case .write(let file): CommandLine(["hcctl:write", file.path])
        case .remove(let path, _): CommandLine(["hcctl:remove", path])
        }
    }
}
