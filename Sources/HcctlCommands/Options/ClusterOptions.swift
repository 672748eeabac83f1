internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import Presentation
internal import Reconciliation

/// The options of verbs that observe a cluster and change nothing.
struct ClusterOptions: ParsableArguments {
    @OptionGroup var manifests: ManifestOptions
    @OptionGroup var simulation: SimulateOptions

    /// Observes the cluster of the manifests once.
    func inspect(for command: String, _ format: ReportFormat) async throws -> (DesiredState, Reconciler.Inspection) {
        let desired = try manifests.desired(for: command, format)
        return (desired, try await inspect(desired, for: command, format))
    }

    func inspect(
        _ desired: DesiredState, selection: PlanSelection = .everything, for command: String, _ format: ReportFormat
    ) async throws -> Reconciler.Inspection {
        var settings = Reconciler.Settings()
        settings.selection = selection
        let chosen = settings
        let output = RunOutput(format: format, command: command, simulation: simulation)
        return try await Composition.withCluster(desired, output, keepsChanges: false) { environment in
            await Reconciler(desired, environment: environment, settings: chosen, tell: { _ in }).inspect()
        }
    }

    /// Refuses a resource that no manifest declares, with the nearest one.
    func require(_ resource: ResourceID, in desired: DesiredState) throws {
        let known = ResourceKind.allCases.flatMap(desired.resources) + desired.notYetManaged.map(\.resource)
        guard !known.contains(resource) else { return }
        throw ValidationError("no manifest declares \(resource); hcctl get lists the declared resources")
    }
}
