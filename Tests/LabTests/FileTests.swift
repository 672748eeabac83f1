import Foundation
import Testing

extension LabSuites {
    /// Lines of a host's files that are not hcctl's stay byte for byte, whatever they are.
    @Suite(.serialized) struct FileTests {}
}

extension LabSuites.FileTests {
    private static let option = "nodiscard"
    private static let options = "mountOptions: [inode64, noatime]"
    private static let moreOptions = "mountOptions: [inode64, noatime, \(option)]"

    @Test func otherLinesOfFstabStayByteForByte() async throws {
        let manifests = "\(LabBench.root)/manifests/lab"
        try await LabBench.fresh()
        try await LabBench.expectDone(LabBench.fromHub("apply", "-f", manifests, "--yes"))
        let edited = try changedManifests(manifests)
        defer { try? FileManager.default.removeItem(atPath: edited) }

        try await spoil("/etc/fstab")
        let before = try await others("/etc/fstab")
        try await apply(edited)
        #expect(try await others("/etc/fstab") == before)
        #expect(try await shell("stat -c '%a %U %G' /etc/fstab") == "600 root root\n")
        // The line is still the first, with its CR LF.
        #expect(try await shell("head -n 1 /etc/fstab | grep -c '\(Self.option).*\r$'") == "1\n")
        try await nothingIsLeft(edited)

        // A symbolic link stays, and its target is written.
        try await LabBench.expectDone(LabBench.on("host1", "mv", "/etc/fstab", "/etc/fstab.real"))
        try await LabBench.expectDone(LabBench.on("host1", "ln", "-s", "fstab.real", "/etc/fstab"))
        try await apply(manifestsWithoutOption(edited))
        #expect(try await shell("readlink /etc/fstab; stat -c '%a' /etc/fstab.real") == "fstab.real\n600\n")
        #expect(try await others("/etc/fstab.real") == before)
        #expect(try await shell("head -n 1 /etc/fstab.real | grep -c '\(Self.option)' || true") == "0\n")
        try await nothingIsLeft(edited)
    }

    /// CR LF ends, the managed mount first, bytes that are no UTF-8 in a comment, no end of the last line, mode 0600.
    private func spoil(_ path: String) async throws {
        let script = """
            line=$(grep ' /gluster ' \(path)) && {
            printf '%s\\r\\n' "$line"
            printf '# caf\\351 \\377\\376\\r\\n'
            printf 'tmpfs /srv/a tmpfs noauto 0 0\\r\\n\\r\\ntmpfs\\t/srv/b tmpfs noauto 0 0\\n'
            printf '# no end'
            } >\(path).new && chmod 600 \(path).new && mv \(path).new \(path)
            """
        try await LabBench.expectDone(LabBench.on("host1", "sh", "-c", script))
    }

    /// Every byte behind the first line.
    private func others(_ path: String) async throws -> String {
        let bytes = try await shell("tail -n +2 \(path) | od -An -v -tx1; tail -n +2 \(path) | sha256sum")
        #expect(bytes.contains("ff fe 0d 0a"), "\(bytes)")
        return bytes
    }

    private func shell(_ script: String) async throws -> String {
        let answer = try await LabBench.on("host1", "sh", "-c", script)
        try LabBench.expectDone(answer)
        return answer.output
    }

    /// A copy of the manifests with one more mount option on every host.
    private func changedManifests(_ folder: String) throws -> String {
        let copy = FileManager.default.temporaryDirectory.appending(
            path: "hcctl-files-\(ProcessInfo.processInfo.processIdentifier)"
        ).path
        try? FileManager.default.removeItem(atPath: copy)
        try FileManager.default.copyItem(atPath: folder, toPath: copy)
        let changed = try rewrite(copy) { $0.replacing(Self.options, with: Self.moreOptions) }
        try #require(changed == 1, "no manifest has \(Self.options)")
        return copy
    }

    /// The same copy without the option.
    private func manifestsWithoutOption(_ folder: String) throws -> String {
        _ = try rewrite(folder) { $0.replacing(Self.moreOptions, with: Self.options) }
        return folder
    }

    private func rewrite(_ folder: String, _ change: (String) -> String) throws -> Int {
        var changed = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".yaml") {
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            let new = change(text)
            guard new != text else { continue }
            try new.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
            changed += 1
        }
        return changed
    }

    private func apply(_ manifests: String) async throws {
        let apply = try await LabBench.fromHub("apply", "-f", manifests, "--yes")
        #expect(apply.status == 0, "\(apply.output)\n\(apply.errors)")
    }

    private func nothingIsLeft(_ manifests: String) async throws {
        let second = try await LabBench.fromHub("apply", "-f", manifests, "-o", "json")
        #expect(second.status == 0)
        #expect((try second.document()["commands"] as? [String: Int])?["changing"] == 0)
    }
}
