internal import ClusterModel

/// The forms of the specs, made once: each holds a definition for every field below it.
enum KindForms {
    static let cluster = Form<ClusterSpec>.object
    static let host = Form<HostSpec>.object
    static let optionGroup = Form<VolumeOptionGroupSpec>.object
    static let volume = Form<GlusterVolumeSpec>.object
    static let ctdb = Form<CTDBClusterSpec>.object
    static let export = Form<NFSExportSpec>.object
    static let hostedEngine = Form<HostedEngineSpec>.object
    static let engineCluster = Form<EngineClusterSpec>.object
    static let domain = Form<StorageDomainSpec>.object
}
