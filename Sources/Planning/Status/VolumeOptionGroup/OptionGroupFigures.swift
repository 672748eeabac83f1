internal import ClusterModel

/// Figures of the option groups: whether every host has the group's file.
struct OptionGroupFigures {
    private let desired: DesiredState
    private let observed: ObservedState

    init(_ desired: DesiredState, _ observed: ObservedState) {
        self.desired = desired
        self.observed = observed
    }

    var all: [ResourceFigures] {
        desired.optionGroups.map { ResourceFigures($0.id, health($0.name), facts($0)) }
    }

    private func health(_ name: OptionGroupName) -> ResourceStatus.Health {
        let files = desired.spec.hosts.map { observed.host($0).file(.optionGroup(name)) }
        if files.contains(where: { if case .unknown = $0 { true } else { false } }) { return .unknown }
        return files.contains(.absent) ? .degraded : .healthy
    }

    private func facts(_ group: Desired<VolumeOptionGroupSpec>) -> JSON {
        ["options": .integer(group.spec.options.count), "file": .string(ManagedFile.ID.optionGroup(group.name).path)]
    }
}
