internal import ClusterModel
internal import Foundation
internal import Presentation
internal import Reconciliation

/// A plan in a file: what was reviewed, and what apply may do. Written by `plan --out`, read by `apply FILE`.
struct SavedPlan: Codable, Equatable {
    /// Raised when an older version could misread a newer file.
    private static let version = 1
    private static let kind = "plan of hcctl"

    var kind = Self.kind
    var version = Self.version
    let cluster: String
    /// When it was made (RFC 3339).
    let created: String
    let steps: [SavedStep]

    struct SavedStep: Codable, Equatable {
        let resource: String
        let action: String
        let subject: String
        let summary: String
        let risk: String
        /// Whether it was ready when the plan was made; else it follows others.
        let isReady: Bool
        /// Empty of a step whose commands are not known before others are done.
        let commands: [String]
        let differences: [String]

        var key: String { "\(resource) \(action) \(subject)" }
    }

    /// Steps that are ready and those that follow from them; what is held by anything else is no part of it.
    init(_ plan: Plan, cluster: ClusterName, at time: WallTime) {
        self.cluster = cluster.text
        created = "\(time)"
        let outlook = PlanOutlook(plan)
        steps =
            outlook.now.map { SavedStep($0, isReady: true) }
            + outlook.afterwards.compactMap { held in
                held.step.map { SavedStep($0, isReady: false) } ?? held.foreseen.map { SavedStep($0) }
            }
    }

    /// The steps that a run of this plan may take.
    func keys(of plan: Plan) -> Set<StepKey> {
        let own = Set(steps.map(\.key))
        let all = plan.ready.map(\.id) + plan.held.compactMap(\.id)
        return Set(all.filter { own.contains("\($0.resource) \($0.action) \($0.subject)") })
    }

    /// What the cluster's plan has become since, one line each; empty where it is still this one.
    func changes(in now: SavedPlan) -> [String] {
        guard cluster == now.cluster else { return ["it is a plan of the Cluster \(cluster), not of \(now.cluster)"] }
        let (old, new) = (Self.byKey(steps), Self.byKey(now.steps))
        let gone = steps.filter { new[$0.key] == nil }.map { "no longer planned: \($0.summary)" }
        let added = now.steps.filter { old[$0.key] == nil }.map { "planned since: \($0.summary)" }
        let changed = now.steps.compactMap { step -> String? in
            guard let before = old[step.key], before != step else { return nil }
            return "planned in another way: \(step.summary)"
        }
        return gone + added + changed
    }

    private static func byKey(_ steps: [SavedStep]) -> [String: SavedStep] {
        Dictionary(steps.map { ($0.key, $0) }) { first, _ in first }
    }
}

extension SavedPlan.SavedStep {
    init(_ step: Step, isReady: Bool) {
        self.init(
            resource: "\(step.id.resource)", action: step.id.action, subject: step.id.subject,
            summary: step.summary, risk: step.risk.rawValue, isReady: isReady,
            commands: Preview.commands(step.action).map { "\(step.action.target) $ \($0)" },
            differences: step.differences.map { "\($0.field): \($0.observed ?? "") -> \($0.desired ?? "")" })
    }

    init(_ step: ForeseenStep) {
        self.init(
            resource: "\(step.id.resource)", action: step.id.action, subject: step.id.subject,
            summary: step.summary, risk: Risk.benign.rawValue, isReady: false, commands: [],
            differences: step.differences.map(\.field))
    }
}

// MARK: - The file

extension SavedPlan {
    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        var data = try encoder.encode(self)
        data.append(UInt8(ascii: "\n"))
        do {
            try data.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw SavedPlanProblem(description: "\(path) cannot be written: \(error.localizedDescription)")
        }
    }

    static func read(_ path: String) throws -> SavedPlan {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw SavedPlanProblem(description: "\(path) cannot be read: \(error.localizedDescription)")
        }
        guard let plan = try? JSONDecoder().decode(SavedPlan.self, from: data), plan.kind == Self.kind else {
            throw SavedPlanProblem(description: "\(path) is no plan of hcctl; hcctl plan --out FILE writes one")
        }
        guard plan.version == Self.version else {
            throw SavedPlanProblem(
                description: "\(path) is of version \(plan.version), and this hcctl reads \(Self.version)")
        }
        return plan
    }
}

/// Why a plan in a file was not carried out.
struct SavedPlanProblem: Error, CustomStringConvertible {
    let description: String
}
