extension Desired<NFSExportSpec> {
    /// Export_Id: the declared one, or one that follows from the name. File handles contain it, so that it must be the
    /// same on all hosts and for ever; a position in a list would change with the list.
    package var exportID: Int { spec.exportId ?? NFSExportID.derived(from: name.text) }
}

/// Numbers of exports.
package enum NFSExportID {
    /// Ganesha keeps 16 bits; 0 is its own root.
    package static let range = 1...65_535

    /// FNV-1a (32 bits) of the name, folded into the range. Two names may have the same: validate refuses that.
    package static func derived(from name: String) -> Int {
        let hash = name.utf8.reduce(0x811c_9dc5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
        return Int(hash % UInt32(range.count)) + range.lowerBound
    }
}
