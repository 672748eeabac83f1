/// Names of block devices as the kernel and udev make them.
enum BlockDevice {
    /// The disk that a device is a partition of by its name: `/dev/vdb` of `/dev/vdb1`, `/dev/nvme0n1` of
    /// `/dev/nvme0n1p2`, `/dev/disk/by-id/x` of `/dev/disk/by-id/x-part1`. Whether it exists is not checked.
    static func disk(of device: String) -> String? {
        let scalars = device.unicodeScalars
        guard let end = scalars.lastIndex(where: { !$0.isASCIIDigit }), scalars.index(after: end) < scalars.endIndex
        else {
            return nil
        }
        let stem = String(scalars[...end])
        if stem.hasSuffix("-part") { return String(stem.dropLast("-part".count)) }
        let disk = String(stem.dropLast())
        if stem.hasSuffix("p"), disk.unicodeScalars.last?.isASCIIDigit == true { return disk }
        return stem.unicodeScalars.last?.isASCIILetterOrDigit == true ? stem : nil
    }
}
