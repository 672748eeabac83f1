package import ClusterModel

extension Query {
    /// Characters of a title. A command that names hundreds of bricks would otherwise be repeated whole in each message.
    static let titleLimit = 160

    /// The query as a command line, cut at `titleLimit`; `read PATH` for a file.
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
    /// The change as a plan shows it: a program by its arguments; a file operation, which is no program, as
    /// `hcctl:write PATH` or `hcctl:remove PATH`, which no shell runs by mistake. Standard input and file contents are
    /// never shown.
    package var commandLine: CommandLine {
        switch self {
        case .run(let invocation): CommandLine(invocation.arguments)
        case .write(let file): CommandLine(["hcctl:write", file.path])
        case .remove(let path, _): CommandLine(["hcctl:remove", path])
        }
    }
}
