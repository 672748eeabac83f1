internal import ClusterModel

extension PlanHoldText {
    static func consent(_ request: ConsentRequest) -> String {
        let prefix = if case .takeOver = request { "" } else { "consent required: " }
        return prefix + words(request) + advice(request)
    }

    static func consentUsed(_ request: ConsentRequest, _ consent: Consent, _ at: WallTime) -> String {
        "\(words(request)); hcctl did it under the consent “\(consent)”, observed it at \(at), and something has "
            + "changed it back since: the consent is used up"
    }

    private static func words(_ request: ConsentRequest) -> String {
        switch request {
        case .lowerOption(let volume, let option, let observed, let desired):
            "lowering \(option) of \(volume.map { "volume \($0)" } ?? "all volumes") from \(observed ?? "unset") to "
                + "\(desired) weakens protection"
        case .resetOption(let volume, let option, let observed, let standard):
            "resetting \(option) of volume \(volume) from \(observed ?? "unset") to gluster's default "
                + "(\(standard ?? "unset")), because the manifest no longer names it, may weaken protection"
        case .removeExport(let name):
            "removing the NFS export \(name), which no manifest declares any more, takes it from its clients"
        case .takeOver(let owner, let cluster, let volumes):
            "\(RunText.count(volumes.count, "volume")) (\(volumes.map(\.text).joined(separator: ", "))) "
                + "\(volumes.count == 1 ? "carries" : "carry") the tag of the Cluster “\(owner)”, and these manifests are "
                + "those of “\(cluster)”"
        case .cleanUpEngine(let host):
            "cleaning up on \(host) powers off what the installer left running, restores the host's networks and deletes "
                + "the configuration of the deployment; volumes, bricks and the storage domain stay as they are"
        case .unmask(let host, let unit): "\(unit) on \(host) was masked by an operator"
        }
    }

    private static func advice(_ request: ConsentRequest) -> String {
        let annotation = request.annotation.map {
            "add the annotation hcctl.dev/consent: \"\($0.action) \($0.object) YYYY-MM-DD\""
        }
        return switch request {
        case .lowerOption, .resetOption, .cleanUpEngine: "; \(annotation ?? "")"
        case .removeExport: "; \(annotation ?? "") to the Cluster"
        case .takeOver(let owner, _, _):
            "; if “\(owner)” is its earlier name, \(annotation ?? "") to the Cluster, and it takes them over; if not, let "
                + "only one set of manifests name them"
        case .unmask(let host, let unit): "; if it may run, unmask it there (systemctl unmask \(unit), on \(host))"
        }
    }
}
