import ClusterModel

@testable import Manifests

/// Every part of a manifest that has fields.
enum Objects {
    static let all: [any ManifestObject.Type] = [
        ClusterSpec.self, ClusterSpec.SSH.self, HostSpec.self, HostSpec.Storage.self, HostSpec.MakeOptions.self,
        ClusterSpec.Gluster.self, ClusterSpec.Packages.self, DisruptionSpec.self, DisruptionSpec.Fighting.self,
        VolumeOptionGroupSpec.self,
        GlusterVolumeSpec.self, GlusterVolumeSpec.Owner.self, Brick.self, SecretReference.self,
        CTDBClusterSpec.self, CTDBClusterSpec.LockVolume.self, CTDBClusterSpec.PublicAddress.self, NFSExportSpec.self,
        HostedEngineSpec.self, HostedEngineSpec.VirtualMachine.self, HostedEngineSpec.Network.self,
        HostedEngineSpec.Notifications.self, StorageLocation.self, EngineClusterSpec.self,
        EngineClusterSpec.Connection.self, StorageDomainSpec.self, FirewallSpec.self, ControllerSpec.self,
    ]
}
