internal import ClusterModel

/// Sentences of the holds that devices, file systems and mounts cause.
enum StorageHoldText {
    static func signature(_ device: String, on host: HostName, _ found: String) -> String {
        "\(device) on \(host) is not blank: it carries \(found); if nothing on it is needed, clear it by hand "
            + "(wipefs -a \(device)), else declare another device"
    }

    static func blank(_ device: String, on host: HostName, _ expects: String) -> String {
        "\(device) on \(host) is blank, but \(expects); a disk was replaced, or renamed: it is not formatted"
    }

    static func noDevice(_ device: String, on host: HostName) -> String { "\(host) has no block device \(device)" }

    static func mountConflict(_ mountPoint: String, on host: HostName, _ found: String) -> String {
        "\(mountPoint) on \(host) is in use: \(found)"
    }

    static func notMounted(_ mountPoint: String, for brick: Brick) -> String {
        "\(mountPoint) for \(brick) is not mounted"
    }
}
