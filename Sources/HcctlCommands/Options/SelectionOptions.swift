internal import ArgumentParser
internal import ClusterModel

/// `-l` and `--only`: the part of a plan that a command is about.
struct SelectionOptions: ParsableArguments {
    @Option(
        name: [.customShort("l"), .customLong("selector")],
        help: ArgumentHelp("Only resources with these labels: site=brno,tier!=test.", valueName: "labels"))
    var selector: String?
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Only this resource, with what it depends on; may be given again.", valueName: "KIND/NAME"))
    var only: [ResourceArgument] = []

    func validate() throws {
        if let selector, LabelSelector(selector) == nil {
            throw ValidationError("“\(selector)” is no selector; write site=brno, site!=brno, site or !site")
        }
    }

    func selection(in desired: DesiredState) throws -> PlanSelection {
        guard selector != nil || !only.isEmpty else { return .everything }
        let declared = ResourceKind.allCases.flatMap(desired.resources)
        for one in only where !declared.contains(one.resource) {
            throw ValidationError("no manifest declares \(one.resource); hcctl get lists the declared resources")
        }
        var chosen = Set(only.map(\.resource))
        if let selector = selector.flatMap(LabelSelector.init) {
            let labelled = declared.filter { selector.matches(desired.labels[$0] ?? [:]) }
            guard !labelled.isEmpty else {
                throw ValidationError("no resource has the labels \(self.selector ?? "")")
            }
            chosen = only.isEmpty ? Set(labelled) : chosen.intersection(labelled)
        }
        return .resources(chosen)
    }
}
