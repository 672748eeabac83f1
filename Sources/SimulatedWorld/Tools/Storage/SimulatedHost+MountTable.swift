extension SimulatedHost {
    /// Mounts the file systems of /etc/fstab, as `mount -a` does.
    mutating func mountTable() {
        guard let bytes = root.file("/etc/fstab") else { return }
        for line in textLines(bytes) {
            let fields = line.split { $0 == " " || $0 == "\t" }.map(String.init)
            guard fields.count >= 3, !fields[0].hasPrefix("#") else { continue }
            let options = fields.count > 3 ? fields[3].split(separator: ",").map(String.init) : ["defaults"]
            guard !options.contains("noauto"), let device = device(named: fields[0]),
                root.directory(fields[1]) != nil, !mounts.contains(where: { $0.target == fields[1] }),
                device.disk.isReadable, let filesystem = device.disk.filesystem, filesystem.isWhole,
                filesystem.kind == fields[2]
            else { continue }
            mounts.append(SimulatedMount(device.path, at: fields[1], options: options))
        }
    }

    /// By path or by `UUID=`.
    private func device(named source: String) -> SimulatedDevice? {
        guard source.hasPrefix("UUID=") else { return device(source) }
        let uuid = source.dropFirst("UUID=".count).filter { $0 != "\"" }
        return devices.first { $0.disk.filesystem?.uuid == uuid }
    }
}
