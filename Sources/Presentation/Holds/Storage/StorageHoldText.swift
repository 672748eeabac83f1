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

    static func covered(_ path: String, on host: HostName, _ device: String, _ found: String) -> String {
        "\(path) on \(host) does not lie on \(device) but on \(found); unmount that, or declare the device that is meant"
    }

    static func link(_ path: String, on host: HostName, _ link: String, _ real: String) -> String {
        (link == path
            ? "\(path) on \(host) is a symbolic link" : "\(path) on \(host) leads through the symbolic link \(link)")
            + "; declare where it leads, \(real), or replace the link by a directory"
    }

    static func readOnly(_ mountPoint: String, on host: HostName) -> String {
        "\(mountPoint) on \(host) is mounted read-only, which the kernel also does after an error of the disk; see dmesg "
            + "there, repair the file system, and mount it again by hand"
    }

    static func freshMount(_ mountPoint: String, on host: HostName, _ options: [String]) -> String {
        "\(mountPoint) on \(host) is mounted without \(options.joined(separator: ",")), which it only takes when it is "
            + "mounted again: at the next boot, or by umount and mount while its bricks are stopped"
    }

    static func notMounted(_ mountPoint: String, for brick: Brick) -> String {
        "\(mountPoint) for \(brick) is not mounted"
    }
}
