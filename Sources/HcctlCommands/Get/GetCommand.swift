internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import Manifests
internal import Presentation
internal import Reconciliation

/// `hcctl get`: resources as tables, as JSON, or as the manifests that declare them.
struct GetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "List resources with their state.",
        discussion: """
            KIND is a kind or a short name of one (host, volume, group); without it all resources are listed. --all adds \
            what no manifest declares: volumes, members of the pool, and volumes without an ownership tag. -o yaml writes \
            the manifests of the resources, which 'validate' accepts.

            Examples:
              hcctl get -f manifests/lab
              hcctl get volumes -f manifests/lab -o wide
              hcctl get volume engine -f manifests/lab -o yaml
              hcctl get --all -f manifests/lab -o name

            Exit status: 0 listed, 1 error.
            """)

    @Argument(help: "A kind, or KIND/NAME.")
    var kind: String?
    @Argument(help: "The name of one resource of the kind.")
    var name: String?
    @OptionGroup var cluster: ClusterOptions
    @Flag(help: "Also list what no manifest declares.")
    var all = false
    @Option(name: .shortAndLong, help: "text, wide, json, yaml or name.")
    var output = ListFormat.text

    func run() async throws {
        let choice = try ResourceChoice(kind, name)
        let desired = try cluster.manifests.desired(for: "get", output.report)
        let resources = try choice.resources(in: desired)
        if output == .yaml, !all { return write(desired, resources) }
        let seen = try await cluster.inspect(desired, for: "get", output.report)
        show(desired, seen.report, resources, all ? seen.report.overview.unmanaged.filter { choice.includes($0) } : [])
    }

    private func show(
        _ desired: DesiredState, _ report: RunReport, _ resources: [ResourceID], _ unmanaged: [Unmanaged]
    ) {
        let list = ResourceListText(
            report, resources, unmanaged: unmanaged,
            layout: Console.layout(of: STDOUT_FILENO, isWide: output == .wide))
        switch output {
        case .text, .wide: Console.out(list.lines)
        case .name: Console.out(list.names)
        case .yaml: write(desired, resources, unmanaged)
        case .json:
            let document = RunJSON(
                report, command: "get", isSimulated: cluster.simulation.isWanted, preview: Preview.commands)
            Console.out(["\(document.document(exitCode: 0, of: resources))"])
        }
    }

    /// What is unmanaged is named in comments: it has no manifest.
    private func write(_ desired: DesiredState, _ resources: [ResourceID], _ unmanaged: [Unmanaged] = []) {
        let head = unmanaged.isEmpty ? [] : ["unmanaged:"] + unmanaged.map { "  \($0.kind.rawValue)/\($0.name)" }
        let text = ManifestWriter(desired, head: head).text(of: Set(resources))
        if !text.isEmpty { Console.out([String(text.dropLast())]) }
    }
}

/// How `get` writes its answer.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case text, wide, json, yaml, name

    /// The same for what is shared with other verbs.
    var report: ReportFormat { ReportFormat(rawValue: rawValue) ?? .text }
}

/// The resources that the arguments of `get` mean.
struct ResourceChoice {
    /// nil is every kind.
    private let kind: ResourceKind?
    /// nil is every resource of the kind.
    private let name: String?

    init(_ kind: String?, _ name: String?) throws {
        if let kind, let one = ResourceArgument(argument: kind) {
            guard name == nil else { throw ValidationError("give KIND NAME or KIND/NAME, not both") }
            (self.kind, self.name) = (one.kind, one.name)
            return
        }
        self.name = name
        self.kind = try kind.flatMap { word in
            guard word.lowercased() != "all" else { return nil }
            guard let kind = KindArgument.kind(word) else { throw KindArgument.unknown(word) }
            return kind
        }
    }

    func resources(in desired: DesiredState) throws -> [ResourceID] {
        let kinds = kind.map { [$0] } ?? ResourceKind.allCases
        let held = desired.notYetManaged.map(\.resource)
        let known = kinds.flatMap { kind in
            let declared = desired.resources(of: kind)
            return declared + Array(Set(held.filter { $0.kind == kind && !declared.contains($0) })).sorted()
        }
        guard let name else { return known }
        let found = known.filter { $0.name == name }
        guard found.isEmpty else { return found }
        let what = kind.map { "\($0.rawValue)/\(name)" } ?? name
        let advice = ClosestMatch.advice(for: name, among: known.map(\.name)).map { "; \($0)" } ?? ""
        throw ValidationError("no manifest declares \(what)\(advice)")
    }

    func includes(_ thing: Unmanaged) -> Bool {
        (kind.map { $0 == thing.kind } ?? true) && (name.map { $0 == thing.name } ?? true)
    }
}
