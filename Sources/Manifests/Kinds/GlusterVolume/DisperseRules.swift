internal import ClusterModel

/// Rules about a dispersed volume.
enum DisperseRules {
    /// False where the volume's sets are not known.
    static func check(_ volume: Resource<GlusterVolumeSpec>, _ diagnostics: inout DiagnosticCollector) -> Bool {
        guard let disperse = volume.spec.disperse else { return redundancyAlone(volume, &diagnostics) }
        for other in ["replica", "arbiter"] where volume.gives(other) {
            diagnostics.error(
                "“disperse” and \(MessageText.quoted(other)) exclude each other", at: volume.keyPlace("disperse"),
                advice: "a volume keeps whole copies, or spreads its files",
                notes: [.init("\(MessageText.quoted(other)) is given here", at: volume.keyPlace(other))])
            return false
        }
        guard let redundancy = volume.spec.redundancy, redundancy * 2 >= disperse else { return true }
        diagnostics.error(
            "redundancy \(redundancy) is too much for disperse \(disperse)", at: volume.place("redundancy"),
            advice: "it has to be less than half of the bricks: at most \((disperse - 1) / 2)")
        return false
    }

    private static func redundancyAlone(
        _ volume: Resource<GlusterVolumeSpec>, _ diagnostics: inout DiagnosticCollector
    ) -> Bool {
        guard volume.gives("redundancy") else { return true }
        diagnostics.error(
            "“redundancy” has no effect without “disperse”", at: volume.keyPlace("redundancy"),
            advice: "give disperse, the number of bricks of a set, or leave it out")
        return false
    }
}
