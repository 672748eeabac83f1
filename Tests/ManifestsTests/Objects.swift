import ClusterModel

@testable import Manifests

/// Every part of a manifest that has fields.
enum Objects {
    static let all: [any ManifestObject.Type] = [
        ClusterSpec.self, ClusterSpec.SSH.self, HostSpec.self, HostSpec.Storage.self, HostSpec.MakeOptions.self,
        GlusterVolumeSpec.self, GlusterVolumeSpec.Owner.self, Brick.self,
    ]
}
