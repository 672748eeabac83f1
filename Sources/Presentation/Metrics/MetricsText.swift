package import ClusterModel

/// A controller's figures in the text format of Prometheus, version 0.0.4
/// (prometheus.io/docs/instrumenting/exposition_formats). A figure that is not known has no sample.
package struct MetricsText {
    private let status: ControllerStatus
    private let report: RunReport?

    /// `report` is nil before the first observation.
    package init(_ status: ControllerStatus, _ report: RunReport?) {
        self.status = status
        self.report = report
    }

    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    package var text: String {
        (controller + (report.map(cluster) ?? [])).filter { !$0.samples.isEmpty }.map(\.text).joined()
    }
}

// MARK: - The controller

extension MetricsText {
    private var controller: [MetricFamily] {
        [
            .gauge("hcctl_build_info", "The version of hcctl, as a label.", [([("version", status.version)], 1)]),
            .gauge("hcctl_start_time_seconds", "When the controller started.", [([], Self.seconds(status.startedAt))]),
            .gauge(
                "hcctl_acting", "Whether the controller may change the cluster.",
                [([], status.revision != nil && status.observing == nil ? 1 : 0)]),
            .gauge(
                "hcctl_observing_only", "Why the controller changes nothing.",
                status.observing.map { [([("reason", $0.reason)], 1)] } ?? []),
            .gauge(
                "hcctl_manifests_valid", "Whether the newest manifests are in force.",
                [([], status.problems.isEmpty && status.revision != nil ? 1 : 0)]),
            .gauge(
                "hcctl_term", "The term that the controller holds.", Self.plain(status.term.map { Double($0.number) })),
            .counter("hcctl_observations_total", "Observations of the cluster.", [([], status.observations)]),
            .gauge(
                "hcctl_observation_duration_seconds", "How long the last observation took.",
                Self.plain(status.observedAt.map { _ in status.observationTook.inSeconds })),
            .gauge(
                "hcctl_last_observation_timestamp_seconds", "When the last observation ended.",
                Self.plain(status.observedAt.map(Self.seconds))),
            .counter(
                "hcctl_wakes_total", "Wishes that the cluster be observed, by what made them.",
                status.wakes.sorted { $0.key < $1.key }.map { ([("reason", $0.key)], $0.value) }),
            .counter(
                "hcctl_steps_total", "Steps that ended, by action and result.",
                status.steps.sorted { ($0.key.action, $0.key.result) < ($1.key.action, $1.key.result) }.map {
                    ([("action", $0.key.action), ("result", $0.key.result)], $0.value)
                }),
            .counter(
                "hcctl_audit_rejections_total", "Plans of which the safety audit rejected a step.",
                [([], status.auditRejections)]),
            .counter(
                "hcctl_followers_lost_total", "How often the logs of a host could no longer be followed.",
                [([], status.followersLost)]),
        ]
    }

    /// One sample without a label; none of what is not known.
    private static func plain(_ value: Double?) -> [MetricFamily.Sample] { value.map { [([], $0)] } ?? [] }

    private static func seconds(_ time: WallTime) -> Double { time.sinceEpoch.inSeconds }
}

// MARK: - The cluster

extension MetricsText {
    private func cluster(_ report: RunReport) -> [MetricFamily] {
        plan(report) + resources(report) + hosts(report.overview.hosts) + volumes(report.overview.volumes)
            + addresses(report)
    }

    private func plan(_ report: RunReport) -> [MetricFamily] {
        let held = Self.counts(report.plan.held.flatMap { Set($0.waitingOn.map(\.reason)) })
        let unknown = Self.counts(report.plan.unknown.map(\.why.reason))
        return [
            .gauge("hcctl_converged", "Whether nothing is left to do.", [([], report.plan.isConverged ? 1 : 0)]),
            .gauge("hcctl_steps_ready", "Steps that can be taken now.", [([], Double(report.plan.ready.count))]),
            .gauge("hcctl_steps_running", "Steps in flight.", [([], Double(report.plan.running.count))]),
            .gauge("hcctl_steps_held", "Steps that wait, by reason; one step can have several.", held),
            .gauge("hcctl_facts_unknown", "Facts that are not known, by reason.", unknown),
        ]
    }

    private static func counts(_ reasons: [String]) -> [([(String, String)], Double)] {
        Dictionary(grouping: reasons, by: \.self).sorted { $0.key < $1.key }.map {
            ([("reason", $0.key)], Double($0.value.count))
        }
    }

    private func resources(_ report: RunReport) -> [MetricFamily] {
        func samples(_ holds: (ResourceStatus) -> Bool) -> [MetricFamily.Sample] {
            report.statuses.map { status in
                (
                    [("kind", status.resource.kind.rawValue), ("name", status.resource.name)],
                    holds(status) ? 1 : 0
                )
            }
        }
        return [
            .gauge("hcctl_resource_ready", "Whether a resource works as declared.", samples(\.isReady)),
            .gauge("hcctl_resource_synced", "Whether a resource is as declared.", samples { $0.sync == .synced }),
            .gauge("hcctl_resource_healthy", "Whether a resource works.", samples { $0.health == .healthy }),
            .gauge("hcctl_resource_stalled", "Whether an operator or a host is needed.", samples(\.isStalled)),
        ]
    }

    private func hosts(_ hosts: [HostOverview]) -> [MetricFamily] {
        let disks = hosts.flatMap { host in host.disks.map { (host.name.text, $0) } }
        let spaces = disks.compactMap { host, disk in disk.space.map { (host, disk.name, $0) } }
        return [
            .gauge(
                "hcctl_host_up", "Whether a host answers.",
                hosts.map { ([("host", $0.name.text)], $0.silence == nil ? 1 : 0) }),
            .gauge(
                "hcctl_host_glusterd_up", "Whether glusterd runs on a host.",
                hosts.compactMap { host in
                    guard case .known(let state) = host.glusterd else { return nil }
                    return ([("host", host.name.text)], state.active == "active" ? 1 : 0)
                }),
            .gauge(
                "hcctl_filesystem_mounted", "Whether a declared file system is mounted.",
                disks.compactMap { host, disk in
                    if case .unknown = disk.state { return nil }
                    return ([("host", host), ("filesystem", disk.name)], disk.state == .mounted ? 1 : 0)
                }),
            .gauge(
                "hcctl_filesystem_size_bytes", "Size of a declared file system.",
                spaces.map { ([("host", $0), ("filesystem", $1)], Double($2.total)) }),
            .gauge(
                "hcctl_filesystem_free_bytes", "Free bytes of a declared file system.",
                spaces.map { ([("host", $0), ("filesystem", $1)], Double($2.free)) }),
        ]
    }

    private func volumes(_ volumes: [VolumeOverview]) -> [MetricFamily] {
        [
            .gauge(
                "hcctl_brick_up", "Whether the process of a brick runs.",
                volumes.flatMap { volume in
                    volume.bricks.compactMap { brick -> MetricFamily.Sample? in
                        guard case .known(let isRunning) = brick.isRunning else { return nil }
                        return (
                            [
                                ("volume", volume.name.text), ("host", brick.brick.host.text),
                                ("path", brick.brick.path),
                            ], isRunning ? 1 : 0
                        )
                    }
                }),
            .gauge(
                "hcctl_volume_heal_entries", "Entries of a volume that wait to be healed.",
                volumes.compactMap { volume in
                    guard case .known(let entries) = volume.healBacklog else { return nil }
                    return ([("volume", volume.name.text)], Double(entries))
                }),
            .gauge(
                "hcctl_volume_size_bytes", "What clients can store in a volume.",
                volumes.compactMap { volume in
                    volume.space.map { ([("volume", volume.name.text)], Double($0.total)) }
                }),
            .gauge(
                "hcctl_volume_free_bytes", "Free bytes of a volume.",
                volumes.compactMap { volume in
                    volume.space.map { ([("volume", volume.name.text)], Double($0.free)) }
                }),
        ]
    }

    /// Holders of CTDB's public addresses: one is right.
    private func addresses(_ report: RunReport) -> [MetricFamily] {
        let samples = report.statuses.filter { $0.resource.kind == .ctdbCluster }.flatMap { status in
            status.facts["addresses"].items.compactMap { address -> MetricFamily.Sample? in
                guard let text = address["address"].text else { return nil }
                return ([("address", text)], Double(address["holders"].items.count))
            }
        }
        return [.gauge("hcctl_public_address_holders", "Hosts that serve a public address; one is right.", samples)]
    }
}

extension Duration {
    fileprivate var inSeconds: Double { Double(milliseconds) / 1000 }
}

extension JSON {
    /// The member of an object; null where there is none.
    fileprivate subscript(_ name: String) -> JSON {
        guard case .object(let members) = self else { return .null }
        return members.first { $0.name == name }?.value ?? .null
    }

    fileprivate var items: [JSON] { if case .array(let items) = self { items } else { [] } }
    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
}
