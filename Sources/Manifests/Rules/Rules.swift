internal import ClusterModel

/// What has to hold between the parts of the manifests. Each rule looks only at what was read without an error, so
/// that one mistake is reported once.
enum Rules {
    /// Checks a set; `file` is where to say that something is missing altogether.
    static func check(_ set: ManifestSet, _ file: String, _ problems: inout Problems) {
        problems.endReading()
        var set = set
        set.clusters = unique(set.clusters, .cluster, &problems)
        set.hosts = unique(set.hosts, .host, &problems)
        set.volumes = unique(set.volumes, .glusterVolume, &problems)
        set.ctdbClusters = unique(set.ctdbClusters, .ctdbCluster, &problems)
        set.nfsExports = unique(set.nfsExports, .nfsExport, &problems)
        set.hostedEngines = unique(set.hostedEngines, .hostedEngine, &problems)
        set.engineClusters = unique(set.engineClusters, .engineCluster, &problems)
        set.storageDomains = unique(set.storageDomains, .storageDomain, &problems)
        set.optionGroups = unique(set.optionGroups, .volumeOptionGroup, &problems)
        ClusterRules.check(set, file, &problems)
        HostRules.check(set, &problems)
        for group in set.optionGroups { OptionRules.check(group, &problems) }
        for volume in set.volumes {
            OptionRules.check(volume, &problems)
            VolumeRules.check(volume, &problems)
        }
        OptionGroupRules.check(set, &problems)
        BrickRules.check(set, &problems)
        ReferenceRules.check(set, &problems)
        CTDBRules.check(set, &problems)
        NFSRules.check(set, &problems)
        LocationRules.check(set, &problems)
        EngineRules.check(set, &problems)
    }

    /// The first resource of each name; the others are reported and looked at no further.
    private static func unique<Spec>(
        _ resources: [Resource<Spec>], _ kind: ResourceKind, _ problems: inout Problems
    ) -> [Resource<Spec>] {
        var first: [String: SourcePlace] = [:]
        return resources.filter { resource in
            guard let place = first.first(under: resource.name, resource.place) else { return true }
            problems.error(
                "there is already \(kind.title) \(Words.quoted(resource.name))", at: resource.place,
                advice: "give it another name, or take one of the two out",
                notes: [.init("the first one is here", at: place)])
            return false
        }
    }
}

extension Dictionary {
    /// Notes what comes first under a key, such as the place of a name; what came before, if anything did.
    mutating func first(under key: Key, _ value: Value) -> Value? {
        if let first = self[key] { return first }
        self[key] = value
        return nil
    }
}
