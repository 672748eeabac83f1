internal import ArgumentParser
internal import ClusterModel
internal import Manifests

/// `hcctl explain`: document kinds, fields and options.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a kind, a field of it, or an option of gluster.",
        discussion: """
            Without anything: the kinds.

            Examples:
              hcctl explain GlusterVolume
              hcctl explain GlusterVolume.owner.uid
              hcctl explain Host --recursive
              hcctl explain network.ping-timeout

            Exit status: 0 done, 1 nothing has that name.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown }

    @Argument(
        help: ArgumentHelp("A kind, a field such as Host.storage.device, or an option.", valueName: "kind[.path]"))
    var path: String?
    @Flag(help: "Show all fields below it, too.")
    var recursive = false
    @Option(name: .shortAndLong, help: "text, or markdown for the whole page of a kind.")
    var output = Format.text

    func run() throws {
        guard let path else { return Console.out(Explanation.kinds) }
        if output == .markdown { return try page(path) }
        do throws(Explanation.Unknown) {
            Console.out(try Explanation.lines(path, isRecursive: recursive))
        } catch {
            Console.err(["hcctl: \(error)"])
            throw ExitCode(1)
        }
    }

    private func page(_ name: String) throws {
        guard let kind = ResourceKind.named(name) else { throw ValidationError("a page is that of a whole kind") }
        Console.out([String(ReferencePage.text(kind).dropLast())])
    }
}

extension ResourceKind {
    /// The kind of that name, whatever its case.
    static func named(_ name: String) -> Self? { allCases.first { $0.rawValue.lowercased() == name.lowercased() } }
}
