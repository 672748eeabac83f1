import ClusterModel

@testable import Manifests

/// Every part of a manifest that has fields.
enum Objects {
    static let all = ResourceKind.allCases.map { $0.manifest as any ManifestObject.Type } + nested

    /// Objects below a spec, and `SecretReference`.
    private static let nested: [any ManifestObject.Type] = [
        ClusterSpec.SSH.self, HostSpec.Storage.self, HostSpec.MakeOptions.self,
        ClusterSpec.Gluster.self, ClusterSpec.Packages.self, DisruptionSpec.self, DisruptionSpec.Fighting.self,
        GlusterVolumeSpec.Owner.self, Brick.self, SecretReference.self,
        CTDBClusterSpec.LockVolume.self, CTDBClusterSpec.PublicAddress.self,
        CTDBClusterSpec.HostInterface.self, CTDBClusterSpec.EventScripts.self, CTDBClusterSpec.ScriptOption.self,
        HostedEngineSpec.VirtualMachine.self, HostedEngineSpec.Network.self,
        HostedEngineSpec.Notifications.self, HostedEngineSpec.Appliance.self, HostedEngineSpec.CloudInit.self,
        HostedEngineSpec.NetworkTest.self, HostedEngineSpec.HighAvailability.self, StorageLocation.self,
        EngineClusterSpec.Connection.self, FirewallSpec.self, ControllerSpec.self,
    ]
}
