/// Bytes of a file system, as statvfs(3) reports them to the daemon that serves it.
package struct FilesystemSpace: Sendable, Hashable {
    package let total: UInt64
    package let free: UInt64

    package init(total: UInt64, free: UInt64) {
        self.total = total
        self.free = free
    }

    package var used: UInt64 { total - min(free, total) }

    /// Rounded up, so that 100 means that something is full; 0 of a file system without a size.
    package var percentUsed: Int { total == 0 ? 0 : Int((Double(used) / Double(total) * 100).rounded(.up)) }
}
