/// A number of bytes in the largest binary unit that it reaches: `2 GiB`, `1.5 TiB`.
package enum ByteCount {
    private static let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]

    /// The text, with one decimal where the number is not whole.
    package static func text(_ bytes: UInt64) -> String {
        var unit = 0
        var scale: UInt64 = 1
        while unit < units.count - 1, bytes / scale >= 1024 {
            scale *= 1024
            unit += 1
        }
        let (whole, tenth) = (bytes / scale, bytes % scale / max(1, scale / 10))
        return tenth == 0 ? "\(whole) \(units[unit])" : "\(whole).\(min(tenth, 9)) \(units[unit])"
    }
}
